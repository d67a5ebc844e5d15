package argosy.telemetry.logs;

import argosy.store.Database;
import argosy.store.Schema;
import argosy.store.Store.StoreFault;
import java.sql.SQLException;

/// The databases of the logs. Reading has one of its own, so that a long search holds up nobody who
/// writes.
///
/// @param reads the same database once more, or the very same
record Tables(Database writes, Database reads) implements AutoCloseable {
  private static final Schema SCHEMA = new Schema("logs_version", Tables.class, 1);

  /// @throws SQLException if the tables can't be made, or are of a newer version
  void prepare() throws SQLException {
    SCHEMA.migrate(writes);
  }

  <R> R write(String what, Database.Step<R> step) {
    return run(writes, what, step);
  }

  <R> R read(String what, Database.Step<R> step) {
    return run(reads, what, step);
  }

  private static <R> R run(Database database, String what, Database.Step<R> step) {
    try {
      return database.transaction(step);
    } catch (SQLException | StoreFault e) {
      throw new LogsFault("cannot " + what + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    reads.close();
    writes.close();
  }
}
