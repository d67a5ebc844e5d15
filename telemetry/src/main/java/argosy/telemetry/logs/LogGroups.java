package argosy.telemetry.logs;

import argosy.domain.id.CellId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The log groups of all cells, with their tags.
public final class LogGroups {

  /// AWS's quota of tags on one thing.
  public static final int TAGS_MAX = 50;

  private static final String SELECT =
      "select id, cell, name, created, retention_days, (select coalesce(sum(bytes), 0)"
          + " from log_stream where log_group = log_group.id) as bytes from log_group";

  private final Tables tables;

  LogGroups(Tables tables) {
    this.tables = tables;
  }

  /// Which groups are wanted.
  ///
  /// @param prefix of their names
  /// @param part of their names, in upper or lower case
  /// @param after the name of the last one that is known
  public record Wanted(String prefix, String part, String after, int max) {}

  /// @return false if there is one of the name
  public boolean create(CellId cell, String name, Map<String, String> tags, long now) {
    return tables.write(
        "make the log group " + name,
        connection -> {
          int made =
              Sql.update(
                  connection,
                  "insert into log_group (cell, name, created) values (?, ?, ?)"
                      + " on conflict (cell, name) do nothing",
                  cell.toString(),
                  name,
                  now);
          if (made > 0) {
            tag(connection, find(connection, cell, name).orElseThrow().id(), tags);
          }
          return made > 0;
        });
  }

  public Optional<LogGroup> find(CellId cell, String name) {
    return tables.read("find the log group " + name, it -> find(it, cell, name));
  }

  private static Optional<LogGroup> find(Connection connection, CellId cell, String name)
      throws SQLException {
    return Sql.one(
        connection,
        row -> group(cell, row),
        SELECT + " where cell = ? and name = ?",
        cell.toString(),
        name);
  }

  /// In the order of their names.
  public List<LogGroup> list(CellId cell, Wanted wanted) {
    return tables.read(
        "list log groups",
        connection ->
            Sql.list(
                connection,
                row -> group(cell, row),
                SELECT
                    + " where cell = ? and name > ? and name >= ? and name < ?"
                    + " and lower(name) like ? escape '!' order by name limit ?",
                cell.toString(),
                wanted.after(),
                wanted.prefix(),
                Sql.end(wanted.prefix()),
                "%" + literal(wanted.part().toLowerCase(Locale.ROOT)) + "%",
                wanted.max()));
  }

  /// Without the meaning that `like` gives to some characters.
  private static String literal(String text) {
    return text.replace("!", "!!").replace("_", "!_").replace("%", "!%");
  }

  /// @param days how long events are kept from now on; null for ever
  public void retain(LogGroup group, @Nullable Integer days) {
    tables.write(
        "keep the retention of " + group.name(),
        connection ->
            Sql.update(
                connection,
                "update log_group set retention_days = ? where id = ?",
                days,
                group.id()));
  }

  /// Its streams are gone with it at once, its events soon.
  public void delete(LogGroup group) {
    tables.write(
        "delete the log group " + group.name(),
        connection -> {
          Sql.update(connection, "delete from log_group where id = ?", group.id());
          Sql.update(connection, "delete from log_tag where log_group = ?", group.id());
          Sql.update(connection, "delete from log_stream where log_group = ?", group.id());
          return Sql.update(connection, "insert into log_trash (log_group) values (?)", group.id());
        });
  }

  public SortedMap<String, String> tags(LogGroup group) {
    return tables.read("read the tags of " + group.name(), it -> tags(it, group.id()));
  }

  private static SortedMap<String, String> tags(Connection connection, long group)
      throws SQLException {
    var tags = new TreeMap<String, String>();
    Sql.list(
        connection,
        row -> {
          tags.put(row.getString("name"), row.getString("value"));
          return tags.size();
        },
        "select name, value from log_tag where log_group = ?",
        group);
    return tags;
  }

  /// @return false, with nothing changed, if there would be more than [#TAGS_MAX]
  public boolean tag(LogGroup group, Map<String, String> added) {
    return tables.write(
        "tag " + group.name(),
        connection -> {
          var all = tags(connection, group.id());
          all.putAll(added);
          if (all.size() <= TAGS_MAX) {
            tag(connection, group.id(), added);
          }
          return all.size() <= TAGS_MAX;
        });
  }

  private static void tag(Connection connection, long group, Map<String, String> tags)
      throws SQLException {
    for (var tag : tags.entrySet()) {
      Sql.update(
          connection,
          "insert into log_tag (log_group, name, value) values (?, ?, ?)"
              + " on conflict (log_group, name) do update set value = excluded.value",
          group,
          tag.getKey(),
          tag.getValue());
    }
  }

  /// Names that aren't there are no mistake.
  public void untag(LogGroup group, Collection<String> names) {
    tables.write(
        "untag " + group.name(),
        connection -> {
          for (String name : names) {
            Sql.update(
                connection,
                "delete from log_tag where log_group = ? and name = ?",
                group.id(),
                name);
          }
          return names.size();
        });
  }

  private static LogGroup group(CellId cell, ResultSet row) throws SQLException {
    Long days = Sql.number(row, "retention_days");
    return new LogGroup(
        row.getLong("id"),
        cell,
        row.getString("name"),
        row.getLong("created"),
        days == null ? null : days.intValue(),
        row.getLong("bytes"));
  }
}
