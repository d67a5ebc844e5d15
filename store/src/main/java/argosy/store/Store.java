package argosy.store;

import argosy.domain.id.CellId;
import argosy.domain.state.Change;
import argosy.domain.state.Entity;
import java.util.List;

/// Keeps the newest version of each entity of every cell.
///
/// A store may be used by several cells at once; each cell writes from one thread.
public interface Store extends AutoCloseable {

  /// The cells that have anything in the store.
  List<CellId> cells();

  /// Everything that is kept for a cell, in no particular order.
  ///
  /// @throws StoreFault if the store can't be read, or holds a document that this version can't
  ///   read
  List<Entity> load(CellId cell);

  /// Keeps changes, all or none of them. When it returns they survive a crash of the process and of
  /// the machine.
  ///
  /// @throws StoreFault if nothing was kept
  void append(CellId cell, List<Change> changes);

  @Override
  void close();

  /// The store failed: a full or broken disk, a lost database. Nothing of the call was kept.
  final class StoreFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreFault(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
