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

  /// @param until by this process's clock of nanoseconds
  private record Held(long epoch, long until) {}

  Leases(Database database, Holder self, LongSupplier nanoTime) {
    this.database = database;
    this.self = self;
    this.nanoTime = nanoTime;
  }

  /// Takes a cell's lease if it is free, expired, or was ours in an earlier life.
  Optional<URI> acquire(Connection connection, CellId cell) throws SQLException {
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
      boolean ours = take.executeUpdate() == 1;
      return ours ? remember(connection, cell, asked) : elsewhere(connection, cell);
    }
  }

  private Optional<URI> remember(Connection connection, CellId cell, long asked)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select epoch from lease where cell = ?")) {
      select.setString(1, cell.toString());
      try (ResultSet row = select.executeQuery()) {
        row.next();
        held.put(cell, new Held(row.getLong(1), asked + LIFE.toNanos()));
      }
    }
    return Optional.empty();
  }

  private static Optional<URI> elsewhere(Connection connection, CellId cell) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select address from lease where cell = ?")) {
      select.setString(1, cell.toString());
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return Optional.of(URI.create(row.getString(1)));
      }
    }
  }

  /// Checks in a transaction that the cell is still ours, and lengthens the lease. The row stays
  /// locked until the transaction ends, so nobody can take the cell between the check and the
  /// commit.
  ///
  /// @throws Store.Fenced if it isn't
  void fence(Connection connection, CellId cell) throws SQLException {
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
        held.remove(cell);
        throw new Store.Fenced(cell);
      }
    }
    held.computeIfPresent(cell, (_, old) -> new Held(old.epoch(), asked + LIFE.toNanos()));
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
