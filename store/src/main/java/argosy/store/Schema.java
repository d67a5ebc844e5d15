package argosy.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/// Brings a database's tables to this version, forwards only, one numbered script a step.
///
/// @param table where the version is kept, so that several schemas live in one database
/// @param beside a class of the package that has the scripts `schema-1.sql` and so on
/// @param version what the tables look like; a database of a newer version is refused
public record Schema(String table, Class<?> beside, int version) {

  /// @throws SQLException if it can't be brought there, or is newer
  public void migrate(Database database) throws SQLException {
    database.transaction(connection -> {
      try (Statement statement = connection.createStatement()) {
        statement.executeUpdate(
            "create table if not exists " + table + " (version integer not null)");
      }
      return true;
    });
    database.transaction(connection -> migrate(connection, database));
  }

  private boolean migrate(Connection connection, Database database) throws SQLException {
    int found = found(connection);
    if (found > version) {
      throw new SQLException(
          "it has schema "
              + found
              + "; this Argosy knows up to "
              + version
              + ", a newer one wrote it");
    }
    try (Statement statement = connection.createStatement()) {
      for (int next = found + 1; next <= version; next++) {
        for (String step : spelled(script(next), database).split(";", -1)) {
          if (!step.isBlank()) {
            statement.executeUpdate(step);
          }
        }
        statement.executeUpdate("delete from " + table);
        statement.executeUpdate("insert into " + table + " values (" + next + ")");
      }
    }
    return true;
  }

  /// The version of the tables; 0 of those that aren't there yet. Two servers that start at once
  /// wait for each other here.
  private int found(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("update " + table + " set version = version");
      try (ResultSet row = statement.executeQuery("select max(version) from " + table)) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  private static String spelled(String script, Database database) {
    return script
        .replace("${end}", database.tableEnd())
        .replace("${identity}", database.identity())
        .replace("${blob}", database.blob())
        .replace("${ordered}", database.ordered());
  }

  private String script(int number) {
    try (InputStream in =
        Objects.requireNonNull(beside.getResourceAsStream("schema-" + number + ".sql"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("--"))
          .reduce("", (text, line) -> text + line + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
