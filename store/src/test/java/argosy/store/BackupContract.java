package argosy.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import argosy.domain.state.Change;
import argosy.domain.state.Entity;
import argosy.domain.taskdef.Family;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every store in a database does, besides what every store does.
abstract class BackupContract extends StoreContract {

  @Override
  abstract JdbcStore open();

  @Test
  void aBackupBringsEverythingBackAndFencesOffWhoWrites() {
    var account = new Accounts.Account("123456789012", "AKIAFIRST", "secret");
    try (JdbcStore store = open()) {
      store.accounts().add(account);
      put(store, Everything.all().toArray(Entity[]::new));
      var backup = new StringWriter();
      assertEquals(Everything.all().size() + 1, store.backup(backup));
      put(store, new Family("later", 1));
      store.accounts().add(new Accounts.Account("000000000001", "AKIALATER", "secret"));

      assertEquals(Everything.all().size() + 1, store.restore(new StringReader(backup.toString())));
      assertEquals(Set.copyOf(Everything.all()), kept(store));
      assertEquals(List.of(account), store.accounts().list());
      assertThrows(
          Store.Fenced.class,
          () -> store.append(Everything.CELL, List.of(new Change.Put(new Family("web", 9)))));
      store.acquire(Everything.CELL);
      put(store, new Family("web", 9));
    }
  }

  @Test
  void halfABackupChangesNothing() {
    try (JdbcStore store = open()) {
      put(store, new Family("web", 1), new Family("api", 1));
      var backup = new StringWriter();
      store.backup(backup);
      List<String> lines = backup.toString().lines().toList();
      put(store, new Family("web", 2));
      for (List<String> part :
          List.of(
              lines.subList(0, lines.size() - 1),
              List.of(lines.getFirst(), lines.getLast()),
              lines.subList(1, lines.size()),
              List.<String>of(),
              List.of("{nonsense"))) {
        var in = new StringReader(String.join("\n", part));
        assertThrows(Store.StoreFault.class, () -> store.restore(in), part::toString);
      }
      assertEquals(Set.of(new Family("web", 2), new Family("api", 1)), kept(store));
      put(store, new Family("web", 3));
    }
  }
}
