package argosy.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Everything that a store keeps at one moment, as lines of JSON: the same for every database, so
/// that it also moves a state from one to the other. The last line says how many there were, so
/// that half a file is never taken for a whole one.
final class Archive {
  private static final int VERSION = 1;

  /// So many lines are in memory at a time, and the database hears of us in between.
  private static final int FETCHED = 1_000;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(in -> in.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  private Archive() {}

  /// One line: the first has the version, the last the count, those between an account or a
  /// document.
  private record Line(
      @Nullable Integer version,
      Accounts.@Nullable Account account,
      @Nullable Document document,
      @Nullable Integer lines) {}

  private record Document(String cell, String kind, String id, int schema, String body) {}

  static int write(Connection connection, Writer out) throws SQLException {
    connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
    int lines = 0;
    put(out, new Line(VERSION, null, null, null));
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCHED);
      try (ResultSet row =
          statement.executeQuery(
              "select id, access_key_id, secret_access_key from account order by number")) {
        for (; row.next(); lines++) {
          var account = new Accounts.Account(row.getString(1), row.getString(2), row.getString(3));
          put(out, new Line(null, account, null, null));
        }
      }
      try (ResultSet row =
          statement.executeQuery(
              "select cell, kind, id, schema, body from document order by cell, kind, id")) {
        for (; row.next(); lines++) {
          var document =
              new Document(
                  row.getString(1),
                  row.getString(2),
                  row.getString(3),
                  row.getInt(4),
                  row.getString(5));
          put(out, new Line(null, null, document, null));
        }
      }
    }
    put(out, new Line(null, null, null, lines));
    return lines;
  }

  /// Replaces everything. Whoever holds a cell loses it, and reads it anew.
  static int read(Connection connection, BufferedReader in) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("update lease set epoch = epoch + 1, expires = 0");
      statement.executeUpdate("delete from document");
      statement.executeUpdate("delete from account");
    }
    Line first = next(in);
    if (first.version() == null || first.version() > VERSION) {
      throw new SQLException(
          "it is no backup that this Argosy reads (it reads version " + VERSION + " and older)");
    }
    int lines = 0;
    try (PreparedStatement account =
            connection.prepareStatement(
                "insert into account (id, access_key_id, secret_access_key, number)"
                    + " values (?, ?, ?, ?)");
        PreparedStatement document =
            connection.prepareStatement(
                "insert into document (cell, kind, id, schema, body) values (?, ?, ?, ?, ?)")) {
      Line line = next(in);
      for (; line.lines() == null; line = next(in)) {
        lines++;
        insert(line, lines, account, document);
      }
      if (line.lines() != lines) {
        throw new SQLException("lines are missing: the file is not whole");
      }
    }
    return lines;
  }

  private static void insert(
      Line line, int number, PreparedStatement account, PreparedStatement document)
      throws SQLException {
    if (line.account() != null) {
      account.setString(1, line.account().id());
      account.setString(2, line.account().accessKeyId());
      account.setString(3, line.account().secretAccessKey());
      account.setInt(4, number);
      account.executeUpdate();
    }
    if (line.document() != null) {
      document.setString(1, line.document().cell());
      document.setString(2, line.document().kind());
      document.setString(3, line.document().id());
      document.setInt(4, line.document().schema());
      document.setString(5, line.document().body());
      document.executeUpdate();
    }
  }

  private static Line next(BufferedReader in) throws SQLException {
    try {
      String line = in.readLine();
      if (line == null) {
        throw new SQLException("it ends too early: the file is not whole");
      }
      return JSON.readValue(line, Line.class);
    } catch (IOException | JacksonException e) {
      throw new SQLException("it can't be read: " + e.getMessage(), e);
    }
  }

  private static void put(Writer out, Line line) {
    try {
      out.write(JSON.writeValueAsString(line));
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("the backup can't be written: " + e.getMessage(), e);
    }
  }
}
