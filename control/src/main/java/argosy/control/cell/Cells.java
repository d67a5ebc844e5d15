package argosy.control.cell;

import argosy.domain.id.CellId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/// The cells of this server, each opened when it is first asked for.
public final class Cells implements AutoCloseable {
  private final Function<CellId, Cell> open;
  private final List<Consumer<Cell>> whenOpened = new ArrayList<>();
  private final Map<CellId, Cell> cells = new HashMap<>();
  private final ReentrantLock opening = new ReentrantLock();

  /// @param open makes a cell from what is kept of it, without starting it
  public Cells(Function<CellId, Cell> open) {
    this.open = open;
  }

  /// Attaches what works for a cell, such as its fleet, before the cell does anything. Call it
  /// before the first cell is opened.
  public void whenOpened(Consumer<Cell> attach) {
    whenOpened.add(attach);
  }

  public Cell cell(CellId id) {
    opening.lock();
    try {
      Cell known = cells.get(id);
      if (known != null) {
        return known;
      }
      Cell opened = open.apply(id);
      whenOpened.forEach(attach -> attach.accept(opened));
      cells.put(id, opened);
      return opened;
    } finally {
      opening.unlock();
    }
  }

  /// The cells that are open, in no particular order.
  public List<Cell> opened() {
    opening.lock();
    try {
      return List.copyOf(cells.values());
    } finally {
      opening.unlock();
    }
  }

  @Override
  public void close() {
    opened().forEach(Cell::close);
  }
}
