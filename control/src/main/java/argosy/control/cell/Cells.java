package argosy.control.cell;

import argosy.domain.id.CellId;
import argosy.store.Store;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The cells that this server may write. Each is acquired and opened when it is first asked for,
/// and dropped when another server has it.
public final class Cells implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Cells.class);

  private static final Failure NONE = new Failure(0, new Found.Unknown(""));

  private final Store store;
  private final Function<CellId, Cell> open;
  private final List<Consumer<Cell>> whenOpened = new ArrayList<>();
  private final List<Consumer<Cell>> whenClosed = new ArrayList<>();
  private final Map<CellId, Cell> cells = new ConcurrentHashMap<>();
  private final ReentrantLock opening = new ReentrantLock();

  /// Of each cell that isn't found the newest reason; written by who has the lock.
  private final Map<CellId, Failure> failures = new ConcurrentHashMap<>();

  private long failed;

  private record Failure(long number, Found.Unknown found) {}

  /// @param open makes a cell from what is kept of it, without starting it
  public Cells(Store store, Function<CellId, Cell> open) {
    this.store = store;
    this.open = open;
  }

  /// What became of the search for a cell.
  public sealed interface Found {
    record Here(Cell cell) implements Found {}

    /// @param server where the cell is served
    record Elsewhere(URI server) implements Found {}

    /// The store can't tell.
    record Unknown(String why) implements Found {}
  }

  /// Attaches what works for a cell, such as its fleet, before the cell does anything. Call it
  /// before the first cell is opened.
  public void whenOpened(Consumer<Cell> attach) {
    whenOpened.add(attach);
  }

  /// Detaches what worked for a cell, after the cell did its last. Call it before the first cell is
  /// opened.
  public void whenClosed(Consumer<Cell> detach) {
    whenClosed.add(detach);
  }

  /// The cell if this server has it or can have it, else where it is.
  public Found find(CellId id) {
    Cell known = cells.get(id);
    if (known != null && store.holds(id)) {
      return new Found.Here(known);
    }
    long before = failures.getOrDefault(id, NONE).number();
    opening.lock();
    try {
      Failure last = failures.getOrDefault(id, NONE);
      if (last.number() > before) { // who waited meanwhile need not wait once more
        return last.found();
      }
      Cell again = cells.get(id);
      if (again != null && store.holds(id)) {
        return new Found.Here(again);
      }
      if (again != null) {
        drop(again);
      }
      Optional<URI> elsewhere = store.acquire(id);
      failures.remove(id);
      return elsewhere.isPresent()
          ? new Found.Elsewhere(elsewhere.get())
          : new Found.Here(open(id));
    } catch (Store.StoreFault e) {
      var why = new Found.Unknown("The store of the control plane failed: " + e.getMessage());
      failures.put(id, new Failure(++failed, why));
      return why;
    } finally {
      opening.unlock();
    }
  }

  /// The cell if this server has it and may take what it knows for the truth. Acquires nothing and
  /// asks nobody.
  public Optional<Cell> here(CellId id) {
    return Optional.ofNullable(cells.get(id)).filter(_ -> store.holds(id));
  }

  /// Whether somebody waits for the store to answer somebody else.
  boolean isAwaited() {
    return opening.hasQueuedThreads();
  }

  private Cell open(CellId id) {
    Cell opened = open.apply(id);
    opened.whenLost(() -> Thread.startVirtualThread(() -> drop(opened)));
    whenOpened.forEach(attach -> attach.accept(opened));
    cells.put(id, opened);
    LOG.info("cell={} lease=taken entities={}", id, opened.picture().size());
    return opened;
  }

  /// Ends a cell here; the next who asks for it finds it wherever it is then.
  void drop(Cell cell) {
    opening.lock();
    try {
      if (cells.remove(cell.id(), cell)) {
        LOG.info("cell={} closed=here", cell.id());
        cell.close();
        whenClosed.forEach(detach -> detach.accept(cell));
      }
    } finally {
      opening.unlock();
    }
  }

  /// The cells that are open, in no particular order.
  public List<Cell> opened() {
    return List.copyOf(cells.values());
  }

  /// Ends all cells, and lets other servers have them at once.
  @Override
  public void close() {
    for (Cell cell : opened()) {
      drop(cell);
      try {
        store.release(cell.id());
      } catch (Store.StoreFault e) {
        LOG.warn("cell={} is free when its lease ends: {}", cell.id(), e.getMessage());
      }
    }
  }
}
