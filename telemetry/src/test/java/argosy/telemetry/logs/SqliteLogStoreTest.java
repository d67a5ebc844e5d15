package argosy.telemetry.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteLogStoreTest extends LogStoreContract {
  @TempDir Path folder;

  @Override
  LogStore open() {
    return LogStore.sqlite(folder.resolve("logs.db"), () -> now);
  }

  @Test
  void whatWasAcknowledgedIsThereThoughNobodyClosed() {
    put(stream(group("g"), "s"), 1, "kept");
    try (LogStore again = open()) {
      LogGroup group = again.groups().find(CELL, "g").orElseThrow();
      LogStream stream = again.streams().find(group, "s").orElseThrow();
      assertEquals(
          List.of("kept"), messages(again.events().read(stream, Range.of(null, null, 0), true, 9)));
    }
  }

  @Test
  void theFileIsItsOwnersAlone() throws Exception {
    assertEquals(
        PosixFilePermissions.fromString("rw-------"),
        Files.getPosixFilePermissions(folder.resolve("logs.db")));
  }

  @Test
  void aDiskThatFailsIsSaidAndNothingIsKept() throws SQLException {
    LogStream stream = stream(group("g"), "s");
    sql(
        "create trigger full before insert on log_event when new.at = 2"
            + " begin select raise(rollback, 'disk full'); end");
    var fault = assertThrows(LogsFault.class, () -> put(stream, 2, "lost"));
    assertTrue(String.valueOf(fault.getMessage()).contains("disk full"), fault.getMessage());
    assertEquals(0, group("g").bytes());
    put(stream, 1, "kept");
    assertEquals(List.of("kept"), all(stream));
  }

  @Test
  void aFileOfANewerVersionIsRefused() throws SQLException {
    sql("update logs_version set version = 9");
    var fault = assertThrows(LogsFault.class, this::open);
    assertTrue(String.valueOf(fault.getMessage()).contains("a newer one wrote it"));
  }

  @Test
  void readingGoesThroughTheIndexes() throws SQLException {
    String of = "explain query plan select * from log_event where ";
    String time = " and (at, id) > (1, 1) and (at, id) < (9, 9) order by at, id limit 9";
    String byStream = plan(of + "stream = 1" + time);
    assertTrue(byStream.contains("log_event_by_stream (stream=? AND at>? AND at<?)"), byStream);
    String byGroup = plan(of + "log_group = 1" + time);
    assertTrue(byGroup.contains("log_event_by_group (log_group=? AND at>? AND at<?)"), byGroup);
    String one = "select at, id from log_event where stream = ";
    String two =
        plan(
            "explain query plan "
                + one
                + "1 and (at, id) > (1, 1) union all "
                + one
                + "2 and (at, id) > (1, 1) order by at, id limit 9");
    assertTrue(two.contains("MERGE (UNION ALL)"), two);
    for (String plan : List.of(byStream, byGroup, two)) {
      assertTrue(!plan.contains("TEMP B-TREE"), plan);
    }
  }

  private void sql(String text) throws SQLException {
    try (Connection file = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("logs.db"));
        Statement statement = file.createStatement()) {
      statement.executeUpdate(text);
    }
  }

  private String plan(String text) throws SQLException {
    try (Connection file = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("logs.db"));
        Statement statement = file.createStatement();
        ResultSet rows = statement.executeQuery(text)) {
      var plan = new StringBuilder();
      while (rows.next()) {
        plan.append(rows.getString("detail")).append('\n');
      }
      return plan.toString();
    }
  }
}
