package argosy.store;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.domain.id.CellId;
import argosy.domain.state.Change;
import argosy.domain.state.Entity;
import argosy.domain.state.Key;
import argosy.domain.state.Kind;
import argosy.domain.state.Stored;
import argosy.domain.taskdef.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every store does.
abstract class StoreContract {
  private Store store;

  /// An empty store.
  abstract Store open();

  @BeforeEach
  void openAnEmptyOne() {
    store = open();
    assertEquals(Optional.empty(), store.acquire(Everything.CELL));
    assertEquals(Optional.empty(), store.acquire(Everything.OTHER_CELL));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void anEmptyStoreHasNothing() {
    assertEquals(List.of(), store.cells());
    assertEquals(List.of(), store.load(Everything.CELL));
    assertEquals(List.of(), store.cells(), "looking makes nothing");
  }

  @Test
  void everyKindOfEntityComesBackAsItWas() {
    put(store, Everything.all().toArray(Entity[]::new));
    assertEquals(Set.copyOf(Everything.all()), kept(store));
  }

  @Test
  void itSaysWhatItIsAndWhereCellsAreServed() {
    put(store, new Family("web", 1));
    Store.Survey survey = store.survey();
    assertTrue(Set.of("SQLite", "PostgreSQL", "memory").contains(survey.kind()), survey.kind());
    assertTrue(survey.bytes() > 4_096 || survey.kind().equals("memory"), "" + survey);
    assertTrue(survey.served().containsKey(Everything.CELL), "" + survey);
    store.release(Everything.CELL);
  }

  @Test
  void theNewestOfAKeyIsKept() {
    put(store, new Family("web", 1), new Family("web", 2));
    put(store, new Family("web", 3), new Family("api", 1));
    assertEquals(Set.of(new Family("web", 3), new Family("api", 1)), kept(store));
  }

  @Test
  void whatIsDeletedIsGone() {
    put(store, new Family("web", 1), new Family("api", 1));
    delete(new Family("web", 1));
    delete(new Family("unknown", 1));
    assertEquals(Set.of(new Family("api", 1)), kept(store));
    delete(new Family("api", 1));
    assertEquals(List.of(), store.cells());
  }

  @Test
  void changesApplyInTheirOrder() {
    var web = new Change.Put(new Family("web", 1));
    var api = new Change.Put(new Family("api", 1));
    var noWeb = new Change.Delete(Family.KIND.key("web"));
    var noApi = new Change.Delete(Family.KIND.key("api"));
    store.append(Everything.CELL, List.of(web, noWeb, noApi, api));
    assertEquals(Set.of(new Family("api", 1)), kept(store));
  }

  @Test
  void cellsAreKeptApart() {
    store.append(Everything.CELL, List.of(new Change.Put(new Family("web", 1))));
    store.append(Everything.OTHER_CELL, List.of(new Change.Put(new Family("web", 2))));
    store.append(Everything.OTHER_CELL, List.of(new Change.Delete(Family.KIND.key("api"))));
    assertEquals(Set.of(Everything.CELL, Everything.OTHER_CELL), Set.copyOf(store.cells()));
    assertEquals(Set.of(new Family("web", 1)), read(store, Everything.CELL));
    assertEquals(Set.of(new Family("web", 2)), read(store, Everything.OTHER_CELL));
  }

  @Test
  void kindsAreKeptApart() {
    put(store, new Family("default", 1), Everything.cluster("default"));
    delete(new Family("default", 1));
    assertEquals(Set.of(Everything.cluster("default")), kept(store));
  }

  @Test
  void allChangesAreKeptOrNone() {
    put(store, new Family("web", 1));
    var thrown =
        assertThrows(
            Store.StoreFault.class,
            () -> put(store, new Family("web", 2), new Family("api", 1), new Unwritable("x")));
    assertEquals(JacksonFault.class, root(thrown).getClass());
    assertEquals(Set.of(new Family("web", 1)), kept(store));
    put(store, new Family("api", 2));
    assertEquals(Set.of(new Family("web", 1), new Family("api", 2)), kept(store));
  }

  @Test
  void cellsMayWriteAtTheSameTime() throws InterruptedException {
    var writers = new ArrayList<Thread>();
    for (var cell : List.of(Everything.CELL, Everything.OTHER_CELL)) {
      writers.add(
          Thread.startVirtualThread(() -> {
            for (int at = 0; at < 50; at++) {
              store.append(cell, List.of(new Change.Put(new Family("f" + at, at))));
            }
          }));
    }
    for (Thread writer : writers) {
      writer.join();
    }
    assertEquals(50, store.load(Everything.CELL).size());
    assertEquals(50, store.load(Everything.OTHER_CELL).size());
  }

  @Test
  void aCellThatIsHeldIsRenewed() {
    assertTrue(store.holds(Everything.CELL));
    assertTrue(store.renew(Everything.CELL));
    assertEquals(Optional.empty(), store.acquire(Everything.CELL));
    put(store, new Family("web", 1));
    assertEquals(Set.of(new Family("web", 1)), kept(store));
  }

  @Test
  void accountsAreKeptByIdAndKey() {
    var first = new Accounts.Account("123456789012", "AKIAFIRST", "secret");
    var second = new Accounts.Account("000000000001", "AKIASECOND", "secret");
    assertTrue(store.accounts().add(first));
    assertTrue(store.accounts().add(second));
    assertFalse(store.accounts().add(first), "the id is taken");
    assertFalse(
        store.accounts().add(new Accounts.Account("000000000002", "AKIAFIRST", "x")),
        "the key is taken");
    assertEquals(List.of(first, second), store.accounts().list());
    assertEquals(Optional.of(second), store.accounts().byId("000000000001"));
    assertEquals(Optional.of(first), store.accounts().byKey("AKIAFIRST"));
    assertEquals(Optional.empty(), store.accounts().byKey("AKIAOTHER"));
  }

  static void put(Store store, Entity... entities) {
    if (!store.holds(Everything.CELL)) {
      store.acquire(Everything.CELL);
    }
    store.append(Everything.CELL, Stream.of(entities).<Change>map(Change.Put::new).toList());
  }

  static Set<Entity> kept(Store store) {
    return read(store, Everything.CELL);
  }

  private static Set<Entity> read(Store store, CellId cell) {
    return store.load(cell).stream().map(stored -> stored.entity().get()).collect(toSet());
  }

  @Test
  void whatFindsAnEntityIsKnownBeforeItIsRead() {
    put(store, Everything.all().toArray(Entity[]::new));
    for (Stored stored : store.load(Everything.CELL)) {
      Entity entity = stored.entity().get();
      assertEquals(entity.key(), stored.key());
      assertEquals(entity.key().kind().values(entity), stored.values());
    }
  }

  private void delete(Entity entity) {
    store.append(Everything.CELL, List.of(new Change.Delete(entity.key())));
  }

  private static Throwable root(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static final class JacksonFault extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /// An entity that no document can be made of.
  record Unwritable(String id) implements Entity {
    private static final Kind<Unwritable> KIND =
        new Kind<>("unwritable", Unwritable.class, List.of());

    @Override
    public String id() {
      throw new JacksonFault();
    }

    @Override
    public Key<Unwritable> key() {
      return KIND.key("x");
    }
  }
}
