package argosy.store;

import argosy.domain.id.CellId;
import argosy.domain.state.Change;
import argosy.domain.state.Stored;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Keeps the newest version of each entity of every cell, and who may write each cell: one server's
/// view of what may be shared by several.
///
/// A store may be used by several cells at once; each cell writes from one thread.
public interface Store extends AutoCloseable {

  /// The accounts, and the keys of their roots.
  Accounts accounts();

  /// The cells that have anything in the store.
  List<CellId> cells();

  /// Makes this server the one that may write a cell, unless another one is and alive. Whoever
  /// could before can't any more.
  ///
  /// @return where the cell is served instead; empty if it is ours now
  /// @throws StoreFault if the store can't tell
  Optional<URI> acquire(CellId cell);

  /// Says that this server is alive and goes on to write a cell.
  ///
  /// @return false if another server has it now
  /// @throws StoreFault if the store can't tell
  boolean renew(CellId cell);

  /// Whether this server may take what it knows of a cell for the truth: nobody else can have it
  /// yet. Asks nobody.
  boolean holds(CellId cell);

  /// Lets another server have a cell at once.
  void release(CellId cell);

  /// Everything that is kept for a cell, in no particular order.
  ///
  /// @throws StoreFault if the store can't be read, or holds documents of a newer version
  List<Stored> load(CellId cell);

  /// Keeps changes, all or none of them. When it returns they survive a crash of the process and of
  /// the machine.
  ///
  /// @throws Fenced if this server doesn't hold the cell; nothing was kept
  /// @throws InDoubt if nobody knows whether they were kept
  /// @throws StoreFault if nothing was kept
  void append(CellId cell, List<Change> changes);

  /// What the store says of itself. It is asked, so whoever hears it knows that it answers.
  ///
  /// @throws StoreFault if it doesn't
  Survey survey();

  /// A store, seen from outside.
  ///
  /// @param kind such as `SQLite`
  /// @param bytes how much it takes where it is kept
  /// @param served where each cell is served now; none that nobody serves
  record Survey(String kind, long bytes, Map<CellId, URI> served) {}

  @Override
  void close();

  /// The store failed: a full or broken disk, a lost database. Nothing of the call was kept.
  class StoreFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreFault(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /// The store was lost while it kept something: all of it is kept, or nothing. The cell isn't held
  /// any more; who acquires it again and loads it sees which.
  final class InDoubt extends StoreFault {
    private static final long serialVersionUID = 1L;

    public InDoubt(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /// Another server took the cell. Nothing of the call was kept, and nothing will be until the cell
  /// is acquired and loaded again.
  final class Fenced extends StoreFault {
    private static final long serialVersionUID = 1L;

    public Fenced(CellId cell) {
      super("the cell " + cell + " is not held by this server", new IllegalStateException());
    }
  }
}
