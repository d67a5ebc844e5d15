package argosy.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.domain.state.Change;
import argosy.domain.taskdef.Family;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The contract on PostgreSQL, and what is true where several servers share a store.
class PostgresStoreTest extends BackupContract {
  private static final URI HERE = URI.create("http://127.0.0.1:4566");
  private static final URI THERE = URI.create("http://127.0.0.1:4567");
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static Optional<Postgres> postgres = Optional.empty();

  private String url = "";

  @BeforeAll
  static void startPostgres() {
    Optional<Path> programs = Postgres.programs();
    Assumptions.assumeTrue(
        programs.isPresent(), "SKIPPED: no PostgreSQL is installed; apt-get install postgresql");
    postgres = programs.map(Postgres::start);
  }

  @AfterAll
  static void stopPostgres() {
    postgres.ifPresent(Postgres::close);
  }

  @Override
  JdbcStore open() {
    url = postgres.orElseThrow().database("argosy" + DATABASES.incrementAndGet());
    return JdbcStore.postgres(url, "here", HERE);
  }

  @Test
  void aHeldCellIsServedElsewhereForOthers() {
    try (Store first = open();
        Store other = JdbcStore.postgres(url, "there", THERE)) {
      assertEquals(Optional.empty(), first.acquire(Everything.CELL));
      assertEquals(Optional.of(HERE), other.acquire(Everything.CELL));
      assertFalse(other.holds(Everything.CELL));
      assertThrows(
          Store.Fenced.class,
          () -> other.append(Everything.CELL, List.of(new Change.Put(new Family("web", 1)))));
      assertEquals(Set.of(), kept(first));
    }
  }

  @Test
  void aReleasedCellIsFreeAtOnce() {
    try (Store first = open();
        Store other = JdbcStore.postgres(url, "there", THERE)) {
      first.acquire(Everything.CELL);
      put(first, new Family("web", 1));
      first.release(Everything.CELL);
      assertFalse(first.holds(Everything.CELL));
      assertEquals(Optional.empty(), other.acquire(Everything.CELL));
      assertEquals(Set.of(new Family("web", 1)), kept(other));
      put(other, new Family("web", 2));
    }
  }

  @Test
  void aServerThatComesBackHasItsCellsAtOnce() {
    try (Store killed = open();
        Store back = JdbcStore.postgres(url, "here", HERE)) {
      killed.acquire(Everything.CELL);
      assertEquals(Optional.empty(), back.acquire(Everything.CELL));
      assertFalse(killed.renew(Everything.CELL), "the life before is fenced out");
      assertThrows(
          Store.Fenced.class,
          () -> killed.append(Everything.CELL, List.of(new Change.Put(new Family("web", 1)))));
      assertTrue(back.renew(Everything.CELL));
    }
  }

  /// As that of a server which is paused in the middle of a commit.
  @Test
  void aTransactionThatHangsLocksItsCellForSecondsOnly() throws Exception {
    var locked = new CountDownLatch(1);
    var taken = new CountDownLatch(1);
    try (Store free = open();
        Store other = JdbcStore.postgres(url, "there", THERE);
        Database paused = PostgresDatabase.open(PostgresUrl.parse(url), PostgresDatabase.STORE);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      free.acquire(Everything.CELL);
      free.release(Everything.CELL);
      assertThrows(SQLException.class, () -> paused.transaction(PostgresStoreTest::fail));
      Future<Integer> hanging =
          threads.submit(() ->
              paused.transaction(connection -> {
                try (Statement statement = connection.createStatement()) {
                  int rows = statement.executeUpdate("update lease set expires = 0");
                  locked.countDown();
                  awaitQuietly(taken);
                  return rows;
                }
              }));
      locked.await();
      assertThrows(
          Store.StoreFault.class, () -> other.acquire(Everything.CELL), "it waits, not for ever");
      assertEquals(Optional.empty(), other.acquire(Everything.CELL));
      taken.countDown();
      var ended = assertThrows(ExecutionException.class, hanging::get);
      assertInstanceOf(Store.InDoubt.class, ended.getCause());
    }
  }

  private static int fail(Connection connection) throws SQLException {
    throw new SQLException("the first transaction of the connection " + connection);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aCommitThatIsCutOffIsInDoubt() throws Exception {
    try (Store store = open();
        Connection own =
            DriverManager.getConnection("jdbc:" + url.replace("argosy@", ""), "argosy", "");
        Statement statement = own.createStatement()) {
      store.acquire(Everything.CELL);
      statement.execute(
          "create function cut() returns trigger language plpgsql as"
              + " 'begin perform pg_terminate_backend(pg_backend_pid()); return null; end'");
      statement.execute(
          "create constraint trigger cut after insert on document"
              + " deferrable initially deferred for each row execute function cut()");
      assertThrows(Store.InDoubt.class, () -> put(store, new Family("web", 1)));
      assertFalse(store.holds(Everything.CELL), "nobody writes before it was read again");
      statement.execute("drop trigger cut on document");
      assertEquals(Set.of(), kept(store), "this time it wasn't kept");
      put(store, new Family("web", 2));
      assertEquals(Set.of(new Family("web", 2)), kept(store));
    }
  }

  @Test
  void aStoreThatIsNotThereIsAFault() {
    assertThrows(
        Store.StoreFault.class,
        () -> JdbcStore.postgres("postgresql://argosy@127.0.0.1:1/none", "here", HERE));
    assertThrows(
        IllegalArgumentException.class, () -> JdbcStore.postgres("mysql://x@y/z", "here", HERE));
  }
}
