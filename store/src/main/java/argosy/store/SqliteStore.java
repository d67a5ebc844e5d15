package argosy.store;

import argosy.domain.id.CellId;
import argosy.domain.state.Change;
import argosy.domain.state.Entity;
import argosy.domain.state.Key;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteConfig;

/// The embedded store: one SQLite file, write-ahead log, every commit synced. Many changes share
/// one commit, because a cell hands over all that waits at once.
public final class SqliteStore implements Store {

  /// What the file's tables look like; a file of a newer version is refused.
  private static final int VERSION = 1;

  private final Connection connection;
  private final PreparedStatement put;
  private final PreparedStatement delete;

  /// One connection serves all cells: SQLite has one writer anyway.
  private final ReentrantLock using = new ReentrantLock();

  private SqliteStore(Connection connection) throws SQLException {
    this.connection = connection;
    this.put =
        connection.prepareStatement(
            "insert into document (cell, kind, id, schema, body) values (?, ?, ?, ?, ?)"
                + " on conflict (cell, kind, id)"
                + " do update set schema = excluded.schema, body = excluded.body");
    this.delete =
        connection.prepareStatement("delete from document where cell = ? and kind = ? and id = ?");
  }

  /// Opens the file, or makes it.
  ///
  /// @throws StoreFault if it can't be opened, or was written by a newer version
  public static SqliteStore open(Path file) {
    var config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    try {
      keepForOwner(file);
      Connection connection = config.createConnection("jdbc:sqlite:" + file);
      try {
        migrate(connection, file);
        connection.setAutoCommit(false);
        return new SqliteStore(connection);
      } catch (SQLException | RuntimeException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException | IOException e) {
      throw new StoreFault("cannot open the store " + file + ": " + e.getMessage(), e);
    }
  }

  /// Definitions hold passwords all too often. SQLite gives its other files the rights of this one.
  private static void keepForOwner(Path file) throws IOException {
    if (!Files.exists(file)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
  }

  private static void migrate(Connection connection, Path file) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      int version;
      try (ResultSet row = statement.executeQuery("pragma user_version")) {
        version = row.getInt(1);
      }
      if (version > VERSION) {
        throw new SQLException(
            file + " has schema " + version + "; this Argosy knows up to " + VERSION);
      }
      for (int next = version + 1; next <= VERSION; next++) {
        statement.executeUpdate("begin immediate");
        for (String step : script(next).split(";\\s*\\n", -1)) {
          if (!step.isBlank()) {
            statement.executeUpdate(step);
          }
        }
        statement.executeUpdate("pragma user_version = " + next);
        statement.executeUpdate("commit");
      }
    }
  }

  /// The numbered migration that leads to a version.
  private static String script(int version) {
    try (InputStream in =
        Objects.requireNonNull(
            SqliteStore.class.getResourceAsStream("schema-" + version + ".sql"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<CellId> cells() {
    return inTurn(
        "list the cells",
        () -> {
          var cells = new ArrayList<CellId>();
          try (Statement statement = connection.createStatement();
              ResultSet row = statement.executeQuery("select distinct cell from document")) {
            while (row.next()) {
              String[] part = row.getString(1).split("/", 2);
              cells.add(new CellId(part[0], part[1]));
            }
          }
          return cells;
        });
  }

  @Override
  public List<Entity> load(CellId cell) {
    return inTurn(
        "load the cell " + cell,
        () -> {
          var entities = new ArrayList<Entity>();
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select kind, schema, body from document where cell = ?")) {
            select.setString(1, cell.toString());
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                entities.add(
                    Documents.read(Kinds.named(row.getString(1)), row.getInt(2), row.getString(3)));
              }
            }
          }
          return entities;
        });
  }

  @Override
  public void append(CellId cell, List<Change> changes) {
    inTurn(
        "commit",
        () -> {
          for (Change change : changes) {
            switch (change) {
              case Change.Put(Entity entity) -> put(cell, entity);
              case Change.Delete(Key<?> key) -> delete(cell, key);
            }
          }
          return changes.size();
        });
  }

  private void put(CellId cell, Entity entity) throws SQLException {
    put.setString(1, cell.toString());
    put.setString(2, entity.key().kind().name());
    put.setString(3, entity.key().id());
    put.setInt(4, Documents.SCHEMA);
    put.setString(5, Documents.write(entity));
    put.executeUpdate();
  }

  private void delete(CellId cell, Key<?> key) throws SQLException {
    delete.setString(1, cell.toString());
    delete.setString(2, key.kind().name());
    delete.setString(3, key.id());
    delete.executeUpdate();
  }

  @Override
  public void close() {
    using.lock();
    try {
      connection.close();
    } catch (SQLException e) {
      throw new StoreFault("cannot close the store: " + e.getMessage(), e);
    } finally {
      using.unlock();
    }
  }

  private interface Step<R> {
    R run() throws SQLException;
  }

  private <R> R inTurn(String what, Step<R> step) {
    using.lock();
    try {
      R result = step.run();
      connection.commit(); // also after reading: an open read holds back the log's checkpoints
      return result;
    } catch (SQLException | RuntimeException e) {
      rollback(e);
      throw new StoreFault("cannot " + what + ": " + e.getMessage(), e);
    } finally {
      using.unlock();
    }
  }

  private void rollback(Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }
}
