package argosy.control.cell;

import argosy.control.log.Line;
import argosy.domain.id.CellId;
import argosy.store.Store;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps this server's leases alive, drops the cells that it lost, and takes over those of servers
/// that are dead.
public final class Keeper implements AutoCloseable {

  /// A lease lives 5 s: two renewals in a row may be lost.
  private static final Duration EVERY = Duration.ofMillis(1_500);

  private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);

  private final Store store;
  private final Cells cells;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("leases").daemon(true).factory());

  public Keeper(Store store, Cells cells) {
    this.store = store;
    this.cells = cells;
  }

  /// Takes the cells that are free, and goes on to look after all of them.
  public void start() {
    takeOver();
    long millis = EVERY.toMillis();
    var _ = timer.scheduleWithFixedDelay(this::round, millis, millis, TimeUnit.MILLISECONDS);
  }

  void round() {
    for (Cell cell : cells.opened()) {
      attempt(() -> renew(cell));
    }
    attempt(this::takeOver);
  }

  private void renew(Cell cell) {
    if (!store.renew(cell.id())) {
      LOG.warn("cell={} lease=lost reason=\"another server has the cell\"", cell.id());
      cells.drop(cell);
    }
  }

  /// One cell's misfortune isn't the next one's; the next round tries again.
  private static void attempt(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      LOG.error("store=fault reason={}", Line.value("leases can't be renewed: " + e.getMessage()));
    }
  }

  private void takeOver() {
    for (CellId id : store.cells()) {
      switch (cells.find(id)) {
        case Cells.Found.Here _ -> LOG.debug("cell={} is served here", id);
        case Cells.Found.Elsewhere(var server) -> LOG.debug("cell={} is at {}", id, server);
        case Cells.Found.Unknown(String why) ->
            LOG.error("cell={} served=nowhere reason={}", id, Line.value(why));
      }
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
