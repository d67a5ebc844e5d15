package argosy.control.cell;

import argosy.domain.id.CellId;
import argosy.domain.state.Change;
import argosy.domain.state.Stored;
import argosy.store.Accounts;
import argosy.store.MemoryStore;
import argosy.store.Store;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A store that tells of what it is asked before it is done.
final class RecordingStore implements Store {
  final MemoryStore kept = new MemoryStore();
  Consumer<List<Change>> appending = _ -> {};
  Consumer<CellId> acquiring = _ -> {};
  Consumer<CellId> renewing = _ -> {};

  @Override
  public Accounts accounts() {
    return kept.accounts();
  }

  @Override
  public Optional<URI> acquire(CellId cell) {
    acquiring.accept(cell);
    return kept.acquire(cell);
  }

  @Override
  public boolean renew(CellId cell) {
    renewing.accept(cell);
    return kept.renew(cell);
  }

  @Override
  public boolean holds(CellId cell) {
    return kept.holds(cell);
  }

  @Override
  public void release(CellId cell) {
    kept.release(cell);
  }

  @Override
  public List<CellId> cells() {
    return kept.cells();
  }

  @Override
  public List<Stored> load(CellId cell) {
    return kept.load(cell);
  }

  @Override
  public void append(CellId cell, List<Change> changes) {
    appending.accept(changes);
    kept.append(cell, changes);
  }

  @Override
  public Survey survey() {
    return kept.survey();
  }

  @Override
  public void close() {
    kept.close();
  }
}
