package argosy.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/// A database as the store uses it. The SQL of the store runs on each; what differs is here.
/// Telemetry keeps what it keeps in databases of the same kinds, apart from the store's documents.
public interface Database extends AutoCloseable {

  /// Opens a file of its own, or makes it.
  ///
  /// @param cacheKib the most that is kept of it in memory
  static Database sqlite(Path file, int cacheKib) throws SQLException {
    return SqliteDatabase.open(file, cacheKib);
  }

  /// A database that is gone when it is closed.
  static Database memory() throws SQLException {
    return SqliteDatabase.memory();
  }

  /// Opens a database that several servers share.
  ///
  /// @param url `postgresql://user:password@host:port/database`
  /// @param name of the pool of connections
  /// @param connections how many there are at most; none while nobody asks
  /// @throws IllegalArgumentException if the address is malformed
  static Database postgres(String url, String name, int connections) throws SQLException {
    return PostgresDatabase.open(
        PostgresUrl.parse(url), new PostgresDatabase.Pool(name, connections, 0));
  }

  /// Runs a step in a transaction of its own: all of it is kept, durably, or nothing.
  ///
  /// @throws SQLException if nothing was kept
  /// @throws Store.InDoubt if the database was lost before it said whether it was
  <R> R transaction(Step<R> step) throws SQLException;

  /// Brings the files into shape, at the opening and before anybody else uses the database.
  void tidy() throws SQLException;

  /// The database's own clock in milliseconds since the epoch, as an SQL expression. Servers
  /// compare leases by it, because their own clocks differ.
  String clock();

  /// What a table's definition ends with.
  String tableEnd();

  /// The type of a table's own numbers: each row gets the next one, and none comes twice.
  String identity();

  /// The type of bytes.
  String blob();

  /// The type of texts that are in the order of their code points.
  String ordered();

  /// What people call it.
  String kind();

  /// How many bytes it takes on its disk, as a query of one number.
  String bytes();

  /// True if no other server can use the database while this one does.
  boolean isAlone();

  @Override
  void close();

  /// Work in a transaction.
  interface Step<R> {
    R run(Connection connection) throws SQLException;
  }
}
