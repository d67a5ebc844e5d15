package argosy.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteConfig;

/// One SQLite file: write-ahead log, every commit synced. One connection serves all, because SQLite
/// has one writer anyway; the command line may look into the same file meanwhile.
final class SqliteDatabase implements Database {

  /// Another process (a backup, the command line) holds the file for milliseconds; longer than this
  /// something is wrong.
  private static final int BUSY_MS_MAX = 5_000;

  /// The pages of the index that many families and tasks are spread over.
  private static final int CACHE_KIB_MAX = 16_384;

  private final Connection connection;
  private final ReentrantLock using = new ReentrantLock();

  private SqliteDatabase(Connection connection) {
    this.connection = connection;
  }

  static SqliteDatabase open(Path file) throws SQLException {
    return open(file, CACHE_KIB_MAX);
  }

  static SqliteDatabase open(Path file, int cacheKib) throws SQLException {
    var config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_MS_MAX);
    config.setCacheSize(-cacheKib); // SQLite counts pages unless it is negative
    try {
      keepForOwner(file);
    } catch (IOException e) {
      throw new SQLException("cannot make " + file + ": " + e.getMessage(), e);
    }
    Connection connection = config.createConnection("jdbc:sqlite:" + file);
    connection.setAutoCommit(false);
    return new SqliteDatabase(connection);
  }

  static SqliteDatabase memory() throws SQLException {
    Connection connection = new SQLiteConfig().createConnection("jdbc:sqlite::memory:");
    connection.setAutoCommit(false);
    return new SqliteDatabase(connection);
  }

  /// Definitions hold passwords all too often. SQLite gives its other files the rights of this one.
  private static void keepForOwner(Path file) throws IOException {
    if (!Files.exists(file)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
  }

  @Override
  public <R> R transaction(Step<R> step) throws SQLException {
    using.lock();
    try {
      R result = step.run(connection);
      connection.commit(); // also after reading: an open read holds back the log's checkpoints
      return result;
    } catch (SQLException | RuntimeException e) {
      rollback(e);
      throw e;
    } finally {
      using.unlock();
    }
  }

  private void rollback(Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
      begin(cause);
    }
  }

  /// On a full disk SQLite rolls back by itself. Its driver then begins no new transaction, and
  /// every statement after it would be kept for itself.
  private void begin(Exception cause) {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("begin");
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  @Override
  public String clock() {
    return "cast(unixepoch('subsec') * 1000 as integer)";
  }

  @Override
  public String tableEnd() {
    return " without rowid";
  }

  @Override
  public String identity() {
    return "integer primary key autoincrement";
  }

  @Override
  public String blob() {
    return "blob";
  }

  @Override
  public String ordered() {
    return "text";
  }

  @Override
  public String kind() {
    return "SQLite";
  }

  @Override
  public String bytes() {
    return "select page_count * page_size from pragma_page_count, pragma_page_size";
  }

  @Override
  public boolean isAlone() {
    return true;
  }

  @Override
  public void close() {
    using.lock();
    try {
      connection.close();
    } catch (SQLException e) {
      throw new Store.StoreFault("cannot close the store: " + e.getMessage(), e);
    } finally {
      using.unlock();
    }
  }
}
