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
final class Schema {

  /// What the tables look like; a database of a newer version is refused.
  static final int VERSION = 2;

  private Schema() {}

  /// @throws SQLException if it can't be brought there, or is newer
  static void migrate(Database database) throws SQLException {
    database.transaction(connection -> {
      try (Statement statement = connection.createStatement()) {
        statement.executeUpdate(
            "create table if not exists schema_version (version integer not null)");
      }
      return true;
    });
    database.transaction(connection -> migrate(connection, database));
  }

  private static boolean migrate(Connection connection, Database database) throws SQLException {
    int version = version(connection);
    if (version > VERSION) {
      throw new SQLException(
          "it has schema "
              + version
              + "; this Argosy knows up to "
              + VERSION
              + ", a newer one wrote it");
    }
    try (Statement statement = connection.createStatement()) {
      for (int next = version + 1; next <= VERSION; next++) {
        for (String step : script(next).replace("${end}", database.tableEnd()).split(";", -1)) {
          if (!step.isBlank()) {
            statement.executeUpdate(step);
          }
        }
        statement.executeUpdate("delete from schema_version");
        statement.executeUpdate("insert into schema_version values (" + next + ")");
      }
    }
    return true;
  }

  /// The version of the tables; 0 of those that aren't there yet. Two servers that start at once
  /// wait for each other here.
  private static int version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("update schema_version set version = version");
      try (ResultSet row = statement.executeQuery("select max(version) from schema_version")) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  private static String script(int version) {
    try (InputStream in =
        Objects.requireNonNull(Schema.class.getResourceAsStream("schema-" + version + ".sql"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("--"))
          .reduce("", (text, line) -> text + line + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
