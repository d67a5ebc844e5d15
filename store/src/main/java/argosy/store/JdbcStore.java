package argosy.store;

import argosy.domain.id.CellId;
import argosy.domain.state.Change;
import argosy.domain.state.Entity;
import argosy.domain.state.Key;
import argosy.domain.state.Stored;
import java.io.BufferedReader;
import java.io.Reader;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The store in a database. Many changes share one commit, because a cell hands over all that waits
/// at once.
public final class JdbcStore implements Store {
  /// Between looking and taking another server may be faster, and be gone again.
  private static final int TRIES_MAX = 3;

  /// Goes from one cell to the next in the key, rather than through all documents.
  private static final String CELLS =
      "with recursive found (cell) as (select min(cell) from document union all"
          + " select (select min(cell) from document where cell > found.cell) from found"
          + " where found.cell is not null) select cell from found where cell is not null";

  private static final Schema SCHEMA = new Schema("schema_version", JdbcStore.class, 2);

  private final Database database;
  private final Leases leases;
  private final Accounts accounts;

  private JdbcStore(Database database, Leases.Holder self) {
    this.database = database;
    this.leases = new Leases(database, self, System::nanoTime);
    this.accounts = new JdbcAccounts(database);
  }

  /// Opens the embedded store, or makes it: one SQLite file for one server.
  ///
  /// @throws StoreFault if it can't be opened, or was written by a newer version
  public static JdbcStore sqlite(Path file) {
    try {
      return open(SqliteDatabase.open(file), new Leases.Holder("alone", URI.create("local:here")));
    } catch (SQLException e) {
      throw new StoreFault("cannot open the store " + file + ": " + e.getMessage(), e);
    }
  }

  /// Opens a store that several servers share.
  ///
  /// @param url `postgresql://user:password@host:port/database`
  /// @param server this server's id, kept over restarts
  /// @param address where other servers reach this one
  /// @throws StoreFault if it can't be opened, or was written by a newer version
  /// @throws IllegalArgumentException if the address is malformed
  public static JdbcStore postgres(String url, String server, URI address) {
    PostgresUrl parsed = PostgresUrl.parse(url);
    try {
      return open(
          PostgresDatabase.open(parsed, PostgresDatabase.STORE),
          new Leases.Holder(server, address));
    } catch (SQLException e) {
      throw new StoreFault("cannot open the store " + parsed + ": " + e.getMessage(), e);
    }
  }

  private static JdbcStore open(Database database, Leases.Holder self) throws SQLException {
    try {
      SCHEMA.migrate(database);
      database.tidy();
      return new JdbcStore(database, self);
    } catch (SQLException | RuntimeException e) {
      database.close();
      throw e;
    }
  }

  @Override
  public Accounts accounts() {
    return accounts;
  }

  @Override
  public List<CellId> cells() {
    return transaction(
        "list the cells",
        connection -> {
          var cells = new ArrayList<CellId>();
          try (Statement statement = connection.createStatement();
              ResultSet row = statement.executeQuery(CELLS)) {
            while (row.next()) {
              cells.add(Leases.cell(row.getString(1)));
            }
          }
          return cells;
        });
  }

  @Override
  public Optional<URI> acquire(CellId cell) {
    for (int tried = 0; tried < TRIES_MAX; tried++) {
      Optional<URI> elsewhere =
          transaction("find " + cell, connection -> leases.elsewhere(connection, cell));
      if (elsewhere.isPresent()) {
        return elsewhere;
      }
      Optional<Leases.Held> taken =
          transaction("acquire " + cell, connection -> leases.take(connection, cell));
      if (taken.isPresent()) {
        leases.keep(cell, taken.get());
        return Optional.empty();
      }
    }
    throw new StoreFault(
        "cannot acquire " + cell + ": it changes hands all the time", new IllegalStateException());
  }

  @Override
  public boolean renew(CellId cell) {
    try {
      leases.keep(cell, transaction("renew " + cell, connection -> leases.fence(connection, cell)));
      return true;
    } catch (Fenced e) {
      return false;
    }
  }

  @Override
  public boolean holds(CellId cell) {
    return leases.holds(cell);
  }

  @Override
  public void release(CellId cell) {
    transaction(
        "release " + cell,
        connection -> {
          leases.release(connection, cell);
          return true;
        });
  }

  @Override
  public List<Stored> load(CellId cell) {
    return transaction("load the cell " + cell, connection -> Rows.load(connection, cell));
  }

  @Override
  public void append(CellId cell, List<Change> changes) {
    Map<Key<?>, Change> newest = new LinkedHashMap<>();
    for (Change change : changes) {
      Key<?> key =
          switch (change) {
            case Change.Put(Entity entity) -> entity.key();
            case Change.Delete(Key<?> deleted) -> deleted;
          };
      newest.put(key, change);
    }
    try {
      Leases.Held lease =
          transaction(
              "commit",
              connection -> {
                Leases.Held lengthened = leases.fence(connection, cell);
                Rows.write(connection, cell, newest.values());
                return lengthened;
              });
      leases.keep(cell, lease);
    } catch (InDoubt e) {
      leases.forget(cell);
      throw e;
    }
  }

  /// Writes everything that is kept at this moment, while servers go on.
  ///
  /// @return how many accounts and documents there are
  /// @throws StoreFault if the store can't be read or the writer fails
  public int backup(Writer out) {
    return transaction("make a backup", connection -> Archive.write(connection, out));
  }

  /// Replaces everything with what a backup holds, or changes nothing. Every server loses its cells
  /// and reads them anew.
  ///
  /// @return how many accounts and documents there are
  /// @throws StoreFault if the backup isn't whole, or the store fails
  public int restore(Reader in) {
    return transaction(
        "restore the backup", connection -> Archive.read(connection, new BufferedReader(in)));
  }

  @Override
  public Survey survey() {
    return transaction(
        "look at the store",
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet row = statement.executeQuery(database.bytes())) {
            row.next();
            return new Survey(database.kind(), row.getLong(1), leases.served(connection));
          }
        });
  }

  @Override
  public void close() {
    database.close();
  }

  private <R> R transaction(String what, Database.Step<R> step) {
    try {
      return database.transaction(step);
    } catch (StoreFault e) {
      throw e;
    } catch (SQLException | RuntimeException e) {
      throw new StoreFault("cannot " + what + ": " + e.getMessage(), e);
    }
  }
}
