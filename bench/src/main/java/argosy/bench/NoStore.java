package argosy.bench;

import argosy.domain.id.CellId;
import argosy.domain.state.Change;
import argosy.domain.state.Stored;
import argosy.store.Accounts;
import argosy.store.MemoryStore;
import argosy.store.Store;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A store that keeps nothing, so that only the cell is measured.
final class NoStore implements Store {
  private final Store rest = new MemoryStore();

  @Override
  public Accounts accounts() {
    return rest.accounts();
  }

  @Override
  public List<CellId> cells() {
    return List.of();
  }

  @Override
  public Optional<URI> acquire(CellId cell) {
    return Optional.empty();
  }

  @Override
  public boolean renew(CellId cell) {
    return true;
  }

  @Override
  public boolean holds(CellId cell) {
    return true;
  }

  @Override
  public void release(CellId cell) {
    // Nobody else waits for it.
  }

  @Override
  public List<Stored> load(CellId cell) {
    return List.of();
  }

  @Override
  public void append(CellId cell, List<Change> changes) {
    // That is the point.
  }

  @Override
  public Survey survey() {
    return new Survey("none", 0, Map.of());
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
