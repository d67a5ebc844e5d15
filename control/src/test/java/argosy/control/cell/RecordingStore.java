package argosy.control.cell;

import argosy.domain.id.CellId;
import argosy.domain.state.Change;
import argosy.domain.state.Entity;
import argosy.store.MemoryStore;
import argosy.store.Store;
import java.util.List;
import java.util.function.Consumer;

/// A store that tells of each append before it is done.
final class RecordingStore implements Store {
  final MemoryStore kept = new MemoryStore();
  Consumer<List<Change>> appending = _ -> {};

  @Override
  public List<CellId> cells() {
    return kept.cells();
  }

  @Override
  public List<Entity> load(CellId cell) {
    return kept.load(cell);
  }

  @Override
  public void append(CellId cell, List<Change> changes) {
    appending.accept(changes);
    kept.append(cell, changes);
  }

  @Override
  public void close() {
    kept.close();
  }
}
