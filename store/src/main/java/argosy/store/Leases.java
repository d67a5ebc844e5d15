package argosy.store;

import argosy.domain.id.CellId;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/// Who may write a cell: a row with an epoch that every commit checks, and an end by the database's
/// own clock. What this server holds, and until when it may believe so, is remembered here.
final class Leases {

  /// A dead server's cells are served elsewhere after this long, and some more until they are
  /// loaded; much shorter, and a slow commit would look like a death.
  static final Duration LIFE = Duration.ofSeconds(5);

  private final Database database;
  private final Holder self;
  private final LongSupplier nanoTime;
  private final Map<CellId, Held> held = new ConcurrentHashMap<>();

  /// A server.
  ///
  /// @param id its own, kept over restarts, so that it finds its cells at once when it comes back
  /// @param address where other servers reach it
  record Holder(String id, URI address) {}

  /// A lease that is ours as soon as the transaction is kept that took or lengthened it.
  ///
  /// @param until by this process's clock of nanoseconds
  record Held(long epoch, long until) {}

  Leases(Database database, Holder self, LongSupplier nanoTime) {
    this.database = database;
    this.self = self;
    this.nanoTime = nanoTime;
  }

  /// Where a cell is served as long as its lease lives; empty if this server may take it.
  ///
  /// Looking locks nothing: the owner commits meanwhile, and others ask with every request.
  Optional<URI> elsewhere(Connection connection, CellId cell) throws SQLException {
    if (database.isAlone()) {
      return Optional.empty();
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            "select address from lease where cell = ? and holder <> ? and expires >= " + now())) {
      select.setString(1, cell.toString());
      select.setString(2, self.id());
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(URI.create(row.getString(1))) : Optional.empty();
      }
    }
  }

  /// Takes a cell's lease if it is free, expired, or was ours in an earlier life; empty if another
  /// was faster.
  Optional<Held> take(Connection connection, CellId cell) throws SQLException {
    long asked = nanoTime.getAsLong();
    String free =
        database.isAlone() ? "" : " where lease.expires < " + now() + " or lease.holder = ?";
    try (PreparedStatement take =
        connection.prepareStatement(
            "insert into lease (cell, epoch, holder, address, expires) values (?, 1, ?, ?, "
                + end()
                + ") on conflict (cell) do update set epoch = lease.epoch + 1,"
                + " holder = excluded.holder, address = excluded.address,"
                + " expires = excluded.expires"
                + free)) {
      take.setString(1, cell.toString());
      take.setString(2, self.id());
      take.setString(3, self.address().toString());
      if (!database.isAlone()) {
        take.setString(4, self.id());
      }
      return take.executeUpdate() == 1
          ? Optional.of(new Held(epoch(connection, cell), asked + LIFE.toNanos()))
          : Optional.empty();
    }
  }

  private static long epoch(Connection connection, CellId cell) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select epoch from lease where cell = ?")) {
      select.setString(1, cell.toString());
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /// Checks in a transaction that the cell is still ours, and lengthens the lease. The row stays
  /// locked until the transaction ends, so nobody can take the cell between the check and the
  /// commit.
  ///
  /// @throws Store.Fenced if it isn't
  Held fence(Connection connection, CellId cell) throws SQLException {
    Held known = held.get(cell);
    long asked = nanoTime.getAsLong();
    if (known == null) {
      throw new Store.Fenced(cell);
    }
    try (PreparedStatement renew =
        connection.prepareStatement(
            "update lease set expires = " + end() + " where cell = ? and epoch = ?")) {
      renew.setString(1, cell.toString());
      renew.setLong(2, known.epoch());
      if (renew.executeUpdate() != 1) {
        held.remove(cell, known);
        throw new Store.Fenced(cell);
      }
    }
    return new Held(known.epoch(), asked + LIFE.toNanos());
  }

  /// Believes a lease, after the transaction was kept: before, it could still have failed.
  void keep(CellId cell, Held lease) {
    held.merge(cell, lease, (before, now) -> now.epoch() < before.epoch() ? before : now);
  }

  /// Believes nothing of a cell any more, until it is taken again.
  void forget(CellId cell) {
    held.remove(cell);
  }

  /// Where cells are served by whoever has a lease that hasn't run out.
  Map<CellId, URI> served(Connection connection) throws SQLException {
    String alive = database.isAlone() ? "" : " where expires >= " + now();
    Map<CellId, URI> served = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select cell, address from lease" + alive)) {
      while (row.next()) {
        served.put(cell(row.getString(1)), URI.create(row.getString(2)));
      }
    }
    return served;
  }

  /// A cell as its rows name it.
  static CellId cell(String text) {
    String[] part = text.split("/", 2);
    return new CellId(part[0], part[1]);
  }

  boolean holds(CellId cell) {
    Held known = held.get(cell);
    return known != null && (database.isAlone() || nanoTime.getAsLong() - known.until() < 0);
  }

  void release(Connection connection, CellId cell) throws SQLException {
    Held known = held.remove(cell);
    if (known != null) {
      try (PreparedStatement end =
          connection.prepareStatement(
              "update lease set expires = 0 where cell = ? and epoch = ?")) {
        end.setString(1, cell.toString());
        end.setLong(2, known.epoch());
        end.executeUpdate();
      }
    }
  }

  private String now() {
    return database.clock();
  }

  private String end() {
    return database.clock() + " + " + LIFE.toMillis();
  }
}
