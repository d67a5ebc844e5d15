package argosy.telemetry.logs;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Forgets events whose time is over, and those of deleted groups and streams.
final class Retention {

  /// Rows that go in one transaction: it holds up those who write for some milliseconds.
  private static final int STEP_MAX = 2_000;

  /// A pass forgets at most so many of one group, so that it ends; the next one goes on. Once a
  /// minute it is more than a server takes in.
  private static final int STEPS_MAX = 500;

  private final Tables tables;

  Retention(Tables tables) {
    this.tables = tables;
  }

  /// @param group null of a stream's
  private record Trash(long id, @Nullable Long group, @Nullable Long stream) {}

  private record Kept(long group, int days) {}

  /// One pass.
  ///
  /// @return how many events it forgot
  long sweep(long now) {
    long forgotten = 0;
    for (Trash trash : list(Retention::trash, "select id, log_group, stream from log_trash")) {
      String which = trash.group() == null ? "stream = ?" : "log_group = ?";
      Long whose = trash.group() == null ? trash.stream() : trash.group();
      long gone = forget(which + " order by at", whose);
      if (gone < (long) STEP_MAX * STEPS_MAX) {
        tables.write(
            "empty the trash",
            it -> Sql.update(it, "delete from log_trash where id = ?", trash.id()));
      }
      forgotten += gone;
    }
    for (Kept kept :
        list(
            row -> new Kept(row.getLong("id"), row.getInt("retention_days")),
            "select id, retention_days from log_group where retention_days is not null")) {
      long oldest = LogGroup.oldest(kept.days(), now);
      forgotten += forget("log_group = ? and at < ? order by at", kept.group(), oldest);
    }
    return forgotten;
  }

  private static Trash trash(ResultSet row) throws SQLException {
    return new Trash(row.getLong("id"), Sql.number(row, "log_group"), Sql.number(row, "stream"));
  }

  private <R> List<R> list(Sql.Row<R> row, String sql) {
    return tables.read("look for old log events", connection -> Sql.list(connection, row, sql));
  }

  private long forget(String which, @Nullable Object... values) {
    long forgotten = 0;
    for (int step = 0; step < STEPS_MAX; step++) {
      int gone = tables.write("forget log events", it -> forgetSome(it, which, values));
      forgotten += gone;
      if (gone < STEP_MAX) {
        break;
      }
    }
    return forgotten;
  }

  private static int forgetSome(Connection connection, String which, @Nullable Object... values)
      throws SQLException {
    Map<Long, Long> bytes = new HashMap<>();
    List<Long> gone =
        Sql.list(
            connection,
            row -> {
              bytes.merge(row.getLong(1), row.getLong(2) + LogEvent.OVERHEAD_BYTES, Long::sum);
              return row.getLong(1);
            },
            "delete from log_event where id in (select id from log_event where "
                + which
                + " limit "
                + STEP_MAX
                + ") returning stream, length(message)",
            values);
    for (var stream : bytes.entrySet()) {
      Sql.update(
          connection,
          "update log_stream set bytes = bytes - ?,"
              + " first_event = (select min(at) from log_event where stream = ?) where id = ?",
          stream.getValue(),
          stream.getKey(),
          stream.getKey());
    }
    return gone.size();
  }
}
