package argosy.store;

import java.sql.Connection;
import java.sql.SQLException;

/// A database as the store uses it. The SQL of the store runs on each; what differs is here.
interface Database extends AutoCloseable {

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
