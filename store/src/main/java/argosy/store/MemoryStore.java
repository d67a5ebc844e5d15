package argosy.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import argosy.domain.id.CellId;
import argosy.domain.state.Change;
import argosy.domain.state.Entity;
import argosy.domain.state.Key;
import argosy.domain.state.Kind;
import argosy.domain.state.Stored;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A store that forgets with the process: for tests and the simulator. It keeps documents as the
/// real ones do, so that what can't be written or read back fails here too. It can be told to fail,
/// and that another server took a cell.
public final class MemoryStore implements Store {
  private final Map<CellId, Map<Address, Document>> cells = new HashMap<>();
  private final Set<CellId> taken = new HashSet<>();
  private final Accounts accounts = new MemoryAccounts();
  private @Nullable String fault;
  private boolean isDoubtful;

  private record Address(String kind, String id) {}

  private record Document(@Nullable String foundBy, String body) {
    static Document of(Entity entity) {
      return new Document(FoundBy.write(entity), Documents.write(entity));
    }

    Stored stored(Address address) {
      Kind<?> kind = Kinds.named(address.kind());
      Supplier<Entity> entity = () -> Documents.read(kind, body.getBytes(UTF_8));
      return FoundBy.read(kind, foundBy)
          .map(values -> new Stored(kind.key(address.id()), values, entity))
          .orElseGet(() -> Stored.of(entity.get()));
    }
  }

  /// Fails every call with the message from now on; null ends it.
  public synchronized void fail(@Nullable String message) {
    fault = message;
  }

  /// The next commit is kept, and whether it was is in doubt.
  public synchronized void doubt() {
    isDoubtful = true;
  }

  /// Another server takes the cell, until this one acquires it again.
  public synchronized void take(CellId cell) {
    taken.add(cell);
  }

  @Override
  public Accounts accounts() {
    return accounts;
  }

  @Override
  public synchronized Optional<URI> acquire(CellId cell) {
    check();
    taken.remove(cell);
    return Optional.empty();
  }

  @Override
  public synchronized boolean renew(CellId cell) {
    check();
    return !taken.contains(cell);
  }

  @Override
  public synchronized boolean holds(CellId cell) {
    return !taken.contains(cell);
  }

  @Override
  public void release(CellId cell) {
    // Nobody else waits for it.
  }

  @Override
  public synchronized List<CellId> cells() {
    check();
    return cells.entrySet().stream()
        .filter(cell -> !cell.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .toList();
  }

  @Override
  public synchronized List<Stored> load(CellId cell) {
    check();
    return documents(cell).entrySet().stream()
        .map(document -> document.getValue().stored(document.getKey()))
        .toList();
  }

  @Override
  public synchronized void append(CellId cell, List<Change> changes) {
    check();
    if (taken.contains(cell)) {
      throw new Fenced(cell);
    }
    Map<Address, Document> documents = documents(cell);
    var steps = new ArrayList<Runnable>();
    try {
      for (Change change : changes) {
        switch (change) {
          case Change.Put(Entity entity) -> {
            Document document = Document.of(entity);
            steps.add(() -> documents.put(address(entity.key()), document));
          }
          case Change.Delete(Key<?> key) -> steps.add(() -> documents.remove(address(key)));
        }
      }
    } catch (RuntimeException e) {
      throw new StoreFault("cannot commit: " + e.getMessage(), e);
    }
    steps.forEach(Runnable::run);
    if (isDoubtful) {
      isDoubtful = false;
      taken.add(cell);
      throw new InDoubt("the database is gone", new java.io.IOException());
    }
  }

  @Override
  public synchronized Survey survey() {
    check();
    Map<CellId, URI> served = new HashMap<>();
    cells().forEach(cell -> served.put(cell, URI.create("local:here")));
    return new Survey("memory", 0, served);
  }

  @Override
  public void close() {
    // Nothing is open.
  }

  private Map<Address, Document> documents(CellId cell) {
    return cells.computeIfAbsent(
        cell, _ -> new TreeMap<>(Comparator.comparing(Address::kind).thenComparing(Address::id)));
  }

  private void check() {
    if (fault != null) {
      throw new StoreFault(fault, new java.io.IOException(fault));
    }
  }

  private static Address address(Key<?> key) {
    return new Address(key.kind().name(), key.id());
  }
}
