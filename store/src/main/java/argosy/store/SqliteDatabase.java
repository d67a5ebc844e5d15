package argosy.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
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

  /// Documents have some kilobytes. On pages of 4 KiB most would have one of their own, half empty.
  /// Only a new file takes it.
  private static final int PAGE_BYTES = 8_192;

  /// What SQLite calls `auto_vacuum = incremental`.
  private static final int INCREMENTAL = 2;

  /// The log grows to this between two checkpoints; a transaction that needs more gives the rest
  /// back.
  private static final int LOG_BYTES_MAX = 4 << 20;

  /// So often the file is looked at; a look takes microseconds.
  private static final int TRANSACTIONS_A_LOOK = 256;

  /// Fewer free pages aren't worth it: the next documents take them.
  private static final int FREE_PAGES_MIN = 256;

  /// A transaction gives back at most so many pages, so that it holds up the cells for
  /// milliseconds.
  private static final int FREED_PAGES_MAX = 2_048;

  /// The folder, beside the file, of the library that is no Java.
  private static final String NATIVE = "native";

  private final Connection connection;
  private final ReentrantLock using = new ReentrantLock();
  private int sinceLook;

  private SqliteDatabase(Connection connection) {
    this.connection = connection;
  }

  static SqliteDatabase open(Path file) throws SQLException {
    return open(file, CACHE_KIB_MAX);
  }

  static SqliteDatabase open(Path file, int cacheKib) throws SQLException {
    var config = new SQLiteConfig();
    config.setPageSize(PAGE_BYTES);
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_MS_MAX);
    config.setCacheSize(-cacheKib); // SQLite counts pages unless it is negative
    config.setJournalSizeLimit(LOG_BYTES_MAX);
    try {
      SqliteLibrary.keep(file.toAbsolutePath().resolveSibling(NATIVE));
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

  /// Makes the file one whose free pages can be given back. One that isn't is rewritten, once.
  @Override
  public void tidy() throws SQLException {
    connection.setAutoCommit(true);
    try (Statement statement = connection.createStatement()) {
      if (number(connection, "pragma auto_vacuum") != INCREMENTAL) {
        statement.execute("pragma auto_vacuum = incremental");
        statement.execute("vacuum");
      }
    } finally {
      connection.setAutoCommit(false);
    }
  }

  @Override
  public <R> R transaction(Step<R> step) throws SQLException {
    using.lock();
    try {
      R result = step.run(connection);
      connection.commit(); // also after reading: an open read holds back the log's checkpoints
      if (++sinceLook >= TRANSACTIONS_A_LOOK) {
        sinceLook = 0;
        shrinkOrLater();
      }
      return result;
    } catch (SQLException | RuntimeException e) {
      rollback(e);
      throw e;
    } finally {
      using.unlock();
    }
  }

  /// What was committed stays so, whatever becomes of this; the next look tries again.
  private void shrinkOrLater() {
    try {
      shrink();
    } catch (SQLException e) {
      rollback(e);
    }
  }

  /// Gives free pages back to the file system where they are more than a quarter of the file: what
  /// is busy keeps some, and what was a peak goes.
  private void shrink() throws SQLException {
    long free = number(connection, "pragma freelist_count");
    if (free > FREE_PAGES_MIN && free * 4 > number(connection, "pragma page_count")) {
      try (Statement statement = connection.createStatement()) {
        // not execute: that would stop after the first of them
        statement.executeUpdate("pragma incremental_vacuum(" + FREED_PAGES_MAX + ")");
      }
      sinceLook = TRANSACTIONS_A_LOOK; // there may be more
    }
    connection.commit();
  }

  private static long number(Connection connection, String ask) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(ask)) {
      row.next();
      return row.getLong(1);
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
