package argosy.server.report;

import argosy.domain.id.CellId;
import argosy.domain.state.Change;
import argosy.domain.state.Stored;
import argosy.store.Accounts;
import argosy.store.Store;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A store that is timed and counted, and remembers how it last did.
public final class WatchedStore implements Store {
  private final Store store;
  private final InstantSource clock;
  private final Metrics metrics;
  private final Map<CellId, Commits> commits = new ConcurrentHashMap<>();
  private volatile @Nullable Fault fault;

  /// What a cell's writer has committed since the start.
  ///
  /// @param at when the last one ended
  /// @param took the last one
  record Commits(long count, long changes, Instant at, Duration took) {}

  /// The last failure.
  record Fault(Instant at, String message) {}

  public WatchedStore(Store store, InstantSource clock, Metrics metrics) {
    this.store = store;
    this.clock = clock;
    this.metrics = metrics;
  }

  Optional<Commits> commits(CellId cell) {
    return Optional.ofNullable(commits.get(cell));
  }

  Optional<Fault> fault() {
    return Optional.ofNullable(fault);
  }

  @Override
  public void append(CellId cell, List<Change> changes) {
    long begun = System.nanoTime();
    watched(() -> {
      store.append(cell, changes);
      return true;
    });
    long nanos = System.nanoTime() - begun;
    metrics.committed(cell, changes.size(), nanos);
    Commits before = commits.get(cell); // a cell has one writer
    commits.put(
        cell,
        new Commits(
            before == null ? 1 : before.count() + 1,
            changes.size() + (before == null ? 0 : before.changes()),
            clock.instant(),
            Duration.ofNanos(nanos)));
  }

  @Override
  public boolean renew(CellId cell) {
    boolean ours = watched(() -> store.renew(cell));
    metrics.renewed(ours);
    return ours;
  }

  @Override
  public Optional<URI> acquire(CellId cell) {
    return watched(() -> store.acquire(cell));
  }

  @Override
  public List<CellId> cells() {
    return watched(store::cells);
  }

  @Override
  public List<Stored> load(CellId cell) {
    return watched(() -> store.load(cell));
  }

  @Override
  public Survey survey() {
    return watched(store::survey);
  }

  @Override
  public Accounts accounts() {
    return store.accounts();
  }

  @Override
  public boolean holds(CellId cell) {
    return store.holds(cell);
  }

  @Override
  public void release(CellId cell) {
    store.release(cell);
  }

  @Override
  public void close() {
    store.close();
  }

  private <R> R watched(Supplier<R> call) {
    try {
      return call.get();
    } catch (Fenced e) {
      metrics.renewed(false);
      throw e;
    } catch (StoreFault e) {
      fault = new Fault(clock.instant(), String.valueOf(e.getMessage()));
      metrics.storeFailed();
      throw e;
    }
  }
}
