package argosy.telemetry.logs;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Statements with their values.
final class Sql {

  /// Above every character, so that a prefix with it behind ends the names that begin so.
  private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

  private Sql() {}

  /// A row of an answer.
  interface Row<R> {
    R read(ResultSet row) throws SQLException;
  }

  /// How many rows it changed.
  static int update(Connection connection, String sql, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = prepare(connection, sql, values)) {
      return statement.executeUpdate();
    }
  }

  static <R> List<R> list(Connection connection, Row<R> row, String sql, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = prepare(connection, sql, values);
        ResultSet rows = statement.executeQuery()) {
      var all = new ArrayList<R>();
      while (rows.next()) {
        all.add(row.read(rows));
      }
      return all;
    }
  }

  static <R> Optional<R> one(
      Connection connection, Row<R> row, String sql, @Nullable Object... values)
      throws SQLException {
    return list(connection, row, sql, values).stream().findFirst();
  }

  static PreparedStatement prepare(Connection connection, String sql, @Nullable Object... values)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  /// The end of the names that begin with a prefix.
  static String end(String prefix) {
    return prefix + LAST;
  }

  static @Nullable Long number(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }
}
