package argosy.telemetry.logs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The streams of log groups.
public final class LogStreams {
  private static final String SELECT =
      "select id, name, created, first_event, last_event, ingested from log_stream"
          + " where log_group = ?";

  /// What a stream without events is ordered by.
  private static final String LAST = "coalesce(last_event, 0)";

  private final Tables tables;

  LogStreams(Tables tables) {
    this.tables = tables;
  }

  /// Which streams are wanted, in the order of their names.
  ///
  /// @param prefix of their names
  /// @param after the name of the last one that is known; null for the first page
  public record Named(String prefix, boolean descending, @Nullable String after, int max) {}

  /// Which streams are wanted, in the order of their last events, then of their names.
  ///
  /// @param after the last one that is known; null for the first page
  public record Latest(boolean descending, @Nullable Place after, int max) {}

  /// A stream's place in the order of the last events.
  ///
  /// @param last milliseconds since the epoch; 0 without an event
  public record Place(long last, String name) {
    public static Place of(LogStream stream) {
      Long last = stream.lastEvent();
      return new Place(last == null ? 0 : last, stream.name());
    }
  }

  /// @return false if there is one of the name, or the group is gone
  public boolean create(LogGroup group, String name, long now) {
    return tables.write(
        "make the log stream " + name,
        connection ->
            Sql.update(
                    connection,
                    "insert into log_stream (log_group, name, created, bytes)"
                        + " select id, ?, ?, 0 from log_group where id = ?"
                        + " on conflict (log_group, name) do nothing",
                    name,
                    now,
                    group.id())
                > 0);
  }

  public Optional<LogStream> find(LogGroup group, String name) {
    return tables.read(
        "find the log stream " + name,
        connection ->
            Sql.one(
                connection, row -> stream(group, row), SELECT + " and name = ?", group.id(), name));
  }

  public List<LogStream> list(LogGroup group, Named wanted) {
    boolean down = wanted.descending();
    String start = down ? Sql.end(wanted.prefix()) : "";
    String after = wanted.after() == null ? start : wanted.after();
    return tables.read(
        "list log streams",
        connection ->
            Sql.list(
                connection,
                row -> stream(group, row),
                SELECT
                    + " and name >= ? and name < ? and name "
                    + (down ? "<" : ">")
                    + " ? order by name "
                    + (down ? "desc" : "asc")
                    + " limit ?",
                group.id(),
                wanted.prefix(),
                Sql.end(wanted.prefix()),
                after,
                wanted.max()));
  }

  public List<LogStream> list(LogGroup group, Latest wanted) {
    boolean down = wanted.descending();
    var start = down ? new Place(Long.MAX_VALUE, "") : new Place(-1, "");
    Place after = wanted.after() == null ? start : wanted.after();
    String way = down ? " desc" : " asc";
    return tables.read(
        "list log streams",
        connection ->
            Sql.list(
                connection,
                row -> stream(group, row),
                SELECT
                    + " and ("
                    + LAST
                    + ", name) "
                    + (down ? "<" : ">")
                    + " (?, ?) order by "
                    + LAST
                    + way
                    + ", name"
                    + way
                    + " limit ?",
                group.id(),
                after.last(),
                after.name(),
                wanted.max()));
  }

  /// Its events are gone soon, and found no more.
  public void delete(LogStream stream) {
    tables.write(
        "delete the log stream " + stream.name(),
        connection -> {
          Sql.update(connection, "delete from log_stream where id = ?", stream.id());
          return Sql.update(connection, "insert into log_trash (stream) values (?)", stream.id());
        });
  }

  private static LogStream stream(LogGroup group, ResultSet row) throws SQLException {
    return new LogStream(
        row.getLong("id"),
        group,
        row.getString("name"),
        row.getLong("created"),
        Sql.number(row, "first_event"),
        Sql.number(row, "last_event"),
        Sql.number(row, "ingested"));
  }
}
