package argosy.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.domain.state.Change;
import argosy.domain.state.Entity;
import argosy.domain.state.Stored;
import argosy.domain.taskdef.Family;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends BackupContract {
  @TempDir Path folder;

  @Override
  JdbcStore open() {
    return JdbcStore.sqlite(file());
  }

  private Path file() {
    return folder.resolve("argosy.db");
  }

  @Test
  void whatWasKeptIsThereAfterReopening() {
    try (Store store = open()) {
      put(store, Everything.all().toArray(Entity[]::new));
    }
    try (Store store = open()) {
      assertEquals(Set.copyOf(Everything.all()), kept(store));
      assertEquals(Set.of(Everything.CELL), Set.copyOf(store.cells()));
    }
  }

  @Test
  void whatWasKeptIsThereThoughNobodyClosed() {
    Store killed = open();
    put(killed, new Family("web", 1));
    try (Store store = open()) {
      assertEquals(Set.of(new Family("web", 1)), kept(store));
    }
    killed.close();
  }

  @Test
  void theFileHasAWriteAheadLogAndAVersion() throws SQLException {
    open().close();
    assertEquals("wal", ask("pragma journal_mode"));
    assertEquals("2", ask("select version from schema_version"));
  }

  @Test
  void aFileOfANewerVersionIsRefused() throws SQLException {
    open().close();
    change("update schema_version set version = 3");
    var fault = assertThrows(Store.StoreFault.class, this::open);
    assertEquals(
        "cannot open the store "
            + file()
            + ": it has schema 3; this Argosy knows up to 2, a newer one wrote it",
        fault.getMessage());
  }

  @Test
  void aDocumentOfANewerSchemaIsRefused() throws SQLException {
    try (Store store = open()) {
      put(store, new Family("web", 1));
      change("update document set schema = 2");
      var fault = assertThrows(Store.StoreFault.class, () -> kept(store));
      assertTrue(
          fault.toString().endsWith("needs a newer Argosy; this one reads up to 1"),
          fault.toString());
    }
  }

  @Test
  void aDocumentThatCannotBeReadIsAFaultThatNamesIt() throws SQLException {
    try (Store store = open()) {
      put(store, new Family("web", 1));
      change("update document set body = '{\"name\":['");
      var broken = assertThrows(Store.StoreFault.class, () -> kept(store));
      assertEquals(
          "cannot read what is stored: no document of kind family: {\"name\":[",
          broken.getMessage());
      change("update document set kind = 'ghost'");
      var unknown = assertThrows(Store.StoreFault.class, () -> kept(store));
      assertEquals(
          "cannot load the cell 123456789012/us-east-1: no kind of entity is called ghost",
          unknown.getMessage());
    }
  }

  @Test
  void aFileOfTheFirstSchemaIsBroughtForwards() throws SQLException {
    try (Store store = open()) {
      put(store, Everything.all().toArray(Entity[]::new));
    }
    change("alter table document rename to later");
    change(
        "create table document (cell text not null, kind text not null, id text not null,"
            + " schema integer not null, body text not null, primary key (cell, kind, id))"
            + " without rowid");
    change("insert into document select cell, kind, id, schema, body from later");
    change("drop table later");
    change("update schema_version set version = 1");
    change("pragma auto_vacuum = none; vacuum");
    try (Store store = open()) {
      assertEquals(Set.copyOf(Everything.all()), kept(store));
    }
    assertEquals("2", ask("select version from schema_version"));
    assertEquals("0", ask("pragma freelist_count"), "nothing is left of the old table");
    assertEquals("0", ask("select count(*) from document where found_by is null"));
  }

  @Test
  void whatWasWrittenWithOtherIndexesIsFoundAllTheSame() throws SQLException {
    try (Store store = open()) {
      put(store, Everything.all().toArray(Entity[]::new));
      change("update document set found_by = 'of-before ACTIVE web' || char(10)");
      for (Stored stored : store.load(Everything.CELL)) {
        assertEquals(stored.key().kind().values(stored.entity().get()), stored.values());
      }
      assertEquals("0", ask("select count(*) from document where found_by like 'of-before%'"));
    }
  }

  @Test
  void aWriteThatFailsHalfwayKeepsNothing() throws SQLException {
    try (Store store = open()) {
      put(store, new Family("web", 1));
      change(
          "create trigger full before insert on document when new.id = 'bad'"
              + " begin select raise(abort, 'disk full'); end");
      var fault =
          assertThrows(
              Store.StoreFault.class, () -> put(store, new Family("web", 2), new Family("bad", 1)));
      assertTrue(fault.toString().contains("disk full"), fault.getMessage());
      assertEquals(Set.of(new Family("web", 1)), kept(store));

      change("drop trigger full");
      put(store, new Family("bad", 1));
      assertEquals(Set.of(new Family("web", 1), new Family("bad", 1)), kept(store));
    }
  }

  /// SQLite does so on a full disk.
  @Test
  void aWriteThatTheDatabaseRollsBackByItselfKeepsNothingAndTheNextIsWholeAgain()
      throws SQLException {
    try (Store store = open()) {
      change(
          "create trigger full before insert on document when new.id = 'bad'"
              + " begin select raise(rollback, 'disk full'); end");
      for (int times = 0; times < 2; times++) {
        assertThrows(
            Store.StoreFault.class, () -> put(store, new Family("web", 1), new Family("bad", 1)));
        assertEquals(Set.of(), kept(store));
      }
      put(store, new Family("web", 2));
      assertEquals(Set.of(new Family("web", 2)), kept(store));
    }
  }

  @Test
  void aClosedStoreIsAFault() {
    Store store = open();
    store.close();
    assertThrows(Store.StoreFault.class, () -> put(store, new Family("web", 1)));
    assertThrows(Store.StoreFault.class, () -> kept(store));
    assertThrows(Store.StoreFault.class, store::cells);
    try (Store again = open()) {
      assertEquals(Set.of(), kept(again));
    }
  }

  @Test
  void aPathThatIsNoDatabaseIsAFault() throws IOException {
    assertThrows(Store.StoreFault.class, () -> JdbcStore.sqlite(folder));
    assertThrows(
        Store.StoreFault.class, () -> JdbcStore.sqlite(folder.resolve("nowhere/argosy.db")));
    Path text = Files.writeString(folder.resolve("text"), "this is no database".repeat(99));
    assertThrows(Store.StoreFault.class, () -> JdbcStore.sqlite(text));
  }

  @Test
  void theFileIsAsLargeAsWhatLivesNotAsWhatWas() throws IOException {
    try (Store store = open()) {
      for (int n = 0; n < 20_000; n += 500) {
        put(store, families(n, n + 500));
      }
      long most = bytes();
      List<Change> deletes =
          IntStream.range(100, 20_000)
              .<Change>mapToObj(n -> new Change.Delete(Family.KIND.key(name(n))))
              .toList();
      store.append(Everything.CELL, deletes);
      for (int n = 0; n < 1_000; n++) {
        put(store, new Family(name(n % 100), n + 1));
      }
      long left = bytes();
      assertTrue(left < most / 4, most + " bytes became " + left);
      assertEquals(100, kept(store).size());
    }
  }

  @Test
  void aFileOfBeforeGivesPagesBackToo() throws SQLException {
    open().close();
    change("pragma auto_vacuum = none; vacuum");
    assertEquals("0", ask("pragma auto_vacuum"));
    open().close();
    assertEquals("2", ask("pragma auto_vacuum"));
  }

  private static Entity[] families(int from, int to) {
    return IntStream.range(from, to).mapToObj(n -> new Family(name(n), 1)).toArray(Entity[]::new);
  }

  /// Of a length that fills pages.
  private static String name(int number) {
    return "family-" + number + "-" + "x".repeat(200);
  }

  private long bytes() throws IOException {
    return Files.size(file());
  }

  private String ask(String sql) throws SQLException {
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = other.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.getString(1);
    }
  }

  private void change(String sql) throws SQLException {
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = other.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
