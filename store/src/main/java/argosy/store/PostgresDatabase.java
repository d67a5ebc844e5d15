package argosy.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.ds.PGSimpleDataSource;

/// A PostgreSQL database, or any that speaks its protocol; several servers may share it.
final class PostgresDatabase implements Database {

  /// One for each cell that commits at this moment; a commit takes milliseconds, so that more would
  /// only queue up in the database.
  static final Pool STORE = new Pool("store", 10, 1);

  /// A database that doesn't answer for so long is taken for lost: well below the life of a lease,
  /// so that who can't renew notices.
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /// A server that is paused or cut off in the middle of a commit keeps the lease's row locked, and
  /// nobody could take its cells: the database ends such a transaction. Who waits for one gives up
  /// before its connection does.
  private static final String SESSION =
      "set idle_in_transaction_session_timeout = 3000; set lock_timeout = 2000";

  private final HikariDataSource pool;

  /// @param connections how many there are at most
  /// @param idle how many stay while nobody asks
  record Pool(String name, int connections, int idle) {}

  private PostgresDatabase(HikariDataSource pool) {
    this.pool = pool;
  }

  /// @param url `postgresql://user:password@host:port/database`, as libpq spells it
  static PostgresDatabase open(PostgresUrl url, Pool wanted) throws SQLException {
    var source = new PGSimpleDataSource();
    source.setUrl(url.jdbc());
    source.setUser(url.user());
    source.setPassword(url.password());
    source.setConnectTimeout((int) PATIENCE.toSeconds());
    source.setSocketTimeout((int) PATIENCE.toSeconds());
    source.setApplicationName("argosy");
    var config = new HikariConfig();
    config.setDataSource(source);
    config.setPoolName(wanted.name());
    config.setMaximumPoolSize(wanted.connections());
    config.setMinimumIdle(wanted.idle());
    config.setConnectionTimeout(PATIENCE.toMillis());
    config.setConnectionInitSql(SESSION);
    config.setIsolateInternalQueries(true); // else the first rollback takes the settings back
    config.setAutoCommit(false);
    try {
      return new PostgresDatabase(new HikariDataSource(config));
    } catch (HikariPool.PoolInitializationException e) {
      throw new SQLException("no database answers at " + url + ": " + e.getMessage(), e);
    }
  }

  @Override
  public <R> R transaction(Step<R> step) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      try {
        R result = step.run(connection);
        commit(connection);
        return result;
      } catch (SQLException | RuntimeException e) {
        rollback(connection, e);
        throw e;
      }
    }
  }

  private static void commit(Connection connection) {
    try {
      connection.commit();
    } catch (SQLException e) {
      throw new Store.InDoubt("the database was lost during a commit: " + e.getMessage(), e);
    }
  }

  private static void rollback(Connection connection, Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  /// Autovacuum does it.
  @Override
  public void tidy() {}

  @Override
  public String clock() {
    return "(extract(epoch from clock_timestamp()) * 1000)::bigint";
  }

  @Override
  public String tableEnd() {
    return "";
  }

  @Override
  public String identity() {
    return "bigint generated always as identity primary key";
  }

  @Override
  public String blob() {
    return "bytea";
  }

  @Override
  public String ordered() {
    return "text collate \"C\"";
  }

  @Override
  public String kind() {
    return "PostgreSQL";
  }

  @Override
  public String bytes() {
    return "select pg_database_size(current_database())";
  }

  @Override
  public boolean isAlone() {
    return false;
  }

  @Override
  public void close() {
    pool.close();
  }
}
