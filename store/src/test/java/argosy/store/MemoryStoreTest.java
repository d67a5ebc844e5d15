package argosy.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import argosy.domain.taskdef.Family;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MemoryStoreTest extends StoreContract {

  @Override
  Store open() {
    return new MemoryStore();
  }

  @Test
  void itFailsAsLongAsItIsToldTo() {
    var store = new MemoryStore();
    put(store, new Family("web", 1));
    store.fail("disk full");
    for (Runnable call :
        new Runnable[] {
          () -> put(store, new Family("web", 2)), () -> kept(store), () -> store.cells()
        }) {
      assertEquals("disk full", assertThrows(Store.StoreFault.class, call::run).getMessage());
    }
    store.fail(null);
    assertEquals(Set.of(new Family("web", 1)), kept(store));
  }
}
