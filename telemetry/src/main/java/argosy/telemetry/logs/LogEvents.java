package argosy.telemetry.logs;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The events of all streams.
public final class LogEvents {

  /// As many as are fetched at once from a database that is elsewhere.
  private static final int FETCHED = 200;

  private static final String BETWEEN = " and (e.at, e.id) > (?, ?) and (e.at, e.id) < (?, ?)";

  private final Tables tables;

  LogEvents(Tables tables) {
    this.tables = tables;
  }

  /// What a search found.
  ///
  /// @param next after which to go on; null if all was looked at
  public record Found(List<LogEvent> events, @Nullable Position next) {}

  /// Keeps events, durably.
  ///
  /// @param events in the order of their times
  /// @return false if the stream is gone
  public boolean put(LogStream stream, List<LogEvent.Fresh> events, long now) {
    return tables.write("keep log events", connection -> put(connection, stream, events, now));
  }

  private static boolean put(
      Connection connection, LogStream stream, List<LogEvent.Fresh> events, long now)
      throws SQLException {
    long first = events.getFirst().at();
    long last = events.getLast().at();
    List<byte[]> messages =
        events.stream().map(event -> event.message().getBytes(StandardCharsets.UTF_8)).toList();
    long bytes = messages.stream().mapToLong(LogEvents::counted).sum();
    int known =
        Sql.update(
            connection,
            "update log_stream set"
                + " first_event = case when first_event <= ? then first_event else ? end,"
                + " last_event = case when last_event >= ? then last_event else ? end,"
                + " ingested = ?, bytes = bytes + ? where id = ?",
            first,
            first,
            last,
            last,
            now,
            bytes,
            stream.id());
    if (known == 0) {
      return false;
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into log_event (log_group, stream, at, ingested, message)"
                + " values (?, ?, ?, ?, ?)")) {
      for (int i = 0; i < events.size(); i++) {
        insert.setLong(1, stream.group().id());
        insert.setLong(2, stream.id());
        insert.setLong(3, events.get(i).at());
        insert.setLong(4, now);
        insert.setBytes(5, messages.get(i));
        insert.addBatch();
      }
      insert.executeBatch();
    }
    return true;
  }

  static long counted(byte[] message) {
    return (long) message.length + LogEvent.OVERHEAD_BYTES;
  }

  /// The events of a stream, in their order.
  ///
  /// @param fromHead whether the first of the range are wanted, or the last
  public List<LogEvent> read(LogStream stream, Range range, boolean fromHead, int max) {
    String way = fromHead ? "" : " desc";
    String sql =
        "select e.id, e.at, e.ingested, e.message, ? as stream from log_event e where e.stream = ?"
            + BETWEEN
            + " order by e.at"
            + way
            + ", e.id"
            + way
            + " limit ?";
    var values = new ArrayList<Object>(List.of(stream.name(), stream.id()));
    values.addAll(bounds(range));
    values.add(max);
    Found found =
        tables.read("read log events", it -> look(it, new Search(sql, values, _ -> true, max)));
    var events = new ArrayList<>(found.events());
    if (!fromHead) {
      Collections.reverse(events);
    }
    return events;
  }

  /// Searches a whole group, in the order of the events' positions.
  public Found search(LogGroup group, Range range, Predicate<LogEvent> wanted, int max) {
    String sql =
        "select e.id, e.at, e.ingested, e.message, s.name as stream"
            + " from log_event e cross join log_stream s where s.id = e.stream and e.log_group = ?"
            + BETWEEN
            + " order by e.at, e.id limit ?";
    var values = new ArrayList<Object>(List.of(group.id()));
    values.addAll(bounds(range));
    values.add(Look.EVENTS_MAX);
    return search(new Search(sql, values, wanted, max));
  }

  /// Searches some streams of a group. Each is read through its index, in step with the others.
  ///
  /// @param streams at least one
  public Found search(List<LogStream> streams, Range range, Predicate<LogEvent> wanted, int max) {
    String one =
        "select e.id as id, e.at as at, e.ingested as ingested, e.message as message,"
            + " ? as stream from log_event e where e.stream = ?"
            + BETWEEN;
    String sql =
        streams.stream().map(_ -> one).collect(Collectors.joining(" union all "))
            + " order by at, id limit ?";
    var values = new ArrayList<Object>();
    for (LogStream stream : streams) {
      values.addAll(List.of(stream.name(), stream.id()));
      values.addAll(bounds(range));
    }
    values.add(Look.EVENTS_MAX);
    return search(new Search(sql, values, wanted, max));
  }

  private Found search(Search search) {
    return tables.read("search log events", connection -> look(connection, search));
  }

  /// @param max how many events are wanted at most
  private record Search(String sql, List<Object> values, Predicate<LogEvent> wanted, int max) {}

  private static List<Object> bounds(Range range) {
    Position after = range.after();
    Position before = range.before();
    return List.of(after.at(), after.id(), before.at(), before.id());
  }

  private static Found look(Connection connection, Search search) throws SQLException {
    var look = new Look(search.wanted(), search.max());
    try (PreparedStatement statement =
        Sql.prepare(connection, search.sql(), search.values().toArray())) {
      statement.setFetchSize(FETCHED);
      try (ResultSet rows = statement.executeQuery()) {
        while (!look.isEnough() && rows.next()) {
          byte[] message = rows.getBytes("message");
          look.at(event(rows, message), counted(message));
        }
      }
    }
    return look.found();
  }

  private static LogEvent event(ResultSet row, byte[] message) throws SQLException {
    return new LogEvent(
        new Position(row.getLong("at"), row.getLong("id")),
        row.getString("stream"),
        row.getLong("ingested"),
        new String(message, StandardCharsets.UTF_8));
  }
}
