package argosy.control.cell;

import argosy.control.log.Line;
import argosy.domain.id.CellId;
import argosy.domain.state.Decision;
import argosy.domain.state.Effect;
import argosy.domain.state.Invariant;
import argosy.domain.state.Picture;
import argosy.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one writer of a cell's state. Commands, reports of agents and timers queue up before it; for
/// each batch of them it decides, appends all changes in one commit, applies them to the picture,
/// and only then answers and hands out effects.
///
/// [#start] gives it a thread. Without one it works on whoever asks: that is how tests and the
/// simulator run it, one step after the other.
public final class Cell implements AutoCloseable {

  /// One burst: 10 reports from each of 1,000 agents. Beyond it callers are told to come back.
  static final int WAITING_MAX = 10_000;

  /// So many decisions share a commit at the most; more would make the first of them wait for the
  /// last.
  static final int BATCH_MAX = 256;

  static final String CLOSED = "The cell is closed here; nothing was changed. Try again.";
  private static final String FAILED =
      "The store of the control plane failed; nothing was changed: ";
  private static final Logger LOG = LoggerFactory.getLogger(Cell.class);

  private final CellId id;
  private final Store store;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Consumer<Invariant.Broken> fatal;
  private final BlockingQueue<Work> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
  private final PriorityQueue<Timer> timers = new PriorityQueue<>();
  private volatile Picture picture;
  private volatile Consumer<Effect> effects = _ -> {};
  private volatile Runnable lost = () -> {};
  private volatile Watch watch = Watch.NOBODY;
  private volatile @Nullable Thread writer;
  private volatile boolean closed;
  private long timersMade;

  private sealed interface Work {
    record Ask<R>(Decision<R> decision, Consumer<Result<R>> back) implements Work {}

    record Run(Runnable step) implements Work {}
  }

  private record Timer(Instant at, long number, Runnable step) implements Comparable<Timer> {
    @Override
    public int compareTo(Timer other) {
      int byTime = at.compareTo(other.at);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  /// Opens a cell with what its store keeps.
  ///
  /// @param fatal is told of a broken invariant, or that the Java machine failed the cell's thread;
  ///   it should stop the process, because nobody writes the cell any more
  public Cell(
      CellId id,
      Store store,
      InstantSource clock,
      RandomGenerator random,
      Consumer<Invariant.Broken> fatal) {
    this.id = id;
    this.store = store;
    this.clock = clock;
    this.random = random;
    this.fatal = fatal;
    this.picture = Picture.of(store.load(id));
  }

  public CellId id() {
    return id;
  }

  /// The picture after the last durable change; never waits.
  public Picture picture() {
    return picture;
  }

  /// In whole milliseconds, as documents and answers keep it.
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /// Who carries out effects, on the cell's own thread. Set once, before anything is asked.
  public void effects(Consumer<Effect> to) {
    effects = to;
  }

  /// One more who is told what the cell did. Call it before anything is asked.
  public void watch(Watch by) {
    watch = watch.and(by);
  }

  /// How much waits to be worked off at this moment.
  public int waiting() {
    return waiting.size();
  }

  /// Who is told, on the cell's own thread, that the picture isn't the store's any more: another
  /// server has the cell, or a commit is in doubt. Set once, before anything is asked.
  void whenLost(Runnable step) {
    lost = step;
  }

  /// Gives the cell its thread.
  public void start() {
    Thread thread =
        Thread.ofPlatform().name("cell-" + id).daemon(true).unstarted(this::writeUntilClosed);
    writer = thread;
    thread.start();
  }

  /// Asks for a decision and waits until it is durable.
  public <R> Result<R> ask(Decision<R> decision) {
    var answer = new CompletableFuture<Result<R>>();
    ask(decision, answer::complete);
    if (writer == null) {
      drain();
    }
    return answer.join();
  }

  /// Asks for a decision; the result comes on the cell's thread once it is durable.
  public <R> void ask(Decision<R> decision, Consumer<Result<R>> back) {
    var work = new Work.Ask<>(decision, back);
    if (!waiting.offer(work)) {
      back.accept(new Result.Failed<>("Rate exceeded: the cell " + id + " is busy.", true));
    } else if (closed && waiting.remove(work)) { // else whoever took it out answers
      back.accept(new Result.Failed<>(CLOSED, false));
    }
  }

  /// Runs a step on the cell's thread, soon. Steps own what only this thread touches.
  public void post(Runnable step) {
    if (Thread.currentThread().equals(writer)) { // it must not wait for room that only it can make
      after(Duration.ZERO, step);
      return;
    }
    try {
      waiting.put(new Work.Run(step));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Runs a step on the cell's thread after a while. Call it on that thread only.
  public void after(Duration delay, Runnable step) {
    timers.add(new Timer(now().plus(delay), timersMade++, step));
  }

  /// When the next timer is due. Call it on the cell's thread only.
  public Optional<Instant> nextTimer() {
    return Optional.ofNullable(timers.peek()).map(Timer::at);
  }

  /// Works off all that waits and all timers that are due, on the caller's thread.
  public void drain() {
    runTimers();
    while (!waiting.isEmpty()) {
      work(batch(null));
    }
  }

  private void writeUntilClosed() {
    try {
      while (!Thread.interrupted()) {
        Optional<Instant> next = nextTimer();
        long nanos =
            next.map(at -> Math.max(0, Duration.between(now(), at).toNanos()))
                .orElse(TimeUnit.HOURS.toNanos(1));
        Work first = waiting.poll(nanos, TimeUnit.NANOSECONDS);
        runTimers();
        if (first != null) {
          work(batch(first));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Invariant.Broken e) {
      fatal.accept(e);
    } catch (Error e) {
      fatal.accept(new Invariant.Broken("the Java machine failed the cell " + id, e));
    }
  }

  private void runTimers() {
    while (!timers.isEmpty() && !timers.element().at().isAfter(now())) {
      run(timers.remove().step());
    }
  }

  private List<Work> batch(@Nullable Work first) {
    var batch = new ArrayList<Work>();
    if (first != null) {
      batch.add(first);
    }
    waiting.drainTo(batch, BATCH_MAX);
    return batch;
  }

  private void work(List<Work> batch) {
    var commit = new Commit(id, picture, now(), random, watch);
    for (Work work : batch) {
      switch (work) {
        case Work.Ask<?> ask -> decide(commit, ask);
        case Work.Run run -> commit.afterwards(() -> run(run.step()));
      }
    }
    if (commit.changes().isEmpty() || keep(commit)) {
      picture = commit.picture();
      commit.release(effects);
    }
  }

  /// False if nothing was kept, or nobody knows; all who asked have been told.
  private boolean keep(Commit commit) {
    int changes = commit.changes().size();
    try {
      store.append(id, commit.changes());
      return true;
    } catch (Store.Fenced e) {
      LOG.warn("cell={} lease=lost changes={} reason=\"another server has the cell\"", id, changes);
      commit.fail(
          "The cell " + id + " has moved to another server; nothing was changed. Try again.");
      lost.run();
    } catch (Store.InDoubt e) { // the picture may be behind: whoever opens the cell again knows
      fault(changes, "in doubt: " + e.getMessage());
      commit.fail(
          "The store of the control plane was lost; look what was changed: " + e.getMessage());
      lost.run();
    } catch (Store.StoreFault e) { // many of them, where a disk is full
      fault(changes, e.getMessage());
      commit.fail(FAILED + e.getMessage());
    } catch (RuntimeException e) { // a bug, of which callers must hear too
      LOG.error("cell={} nothing of {} changes was kept", id, changes, e);
      commit.fail(FAILED + e.getMessage());
    }
    return false;
  }

  private void fault(int changes, @Nullable String reason) {
    LOG.error("cell={} store=fault changes={} reason={}", id, changes, Line.value(reason));
  }

  private <R> void decide(Commit commit, Work.Ask<R> ask) {
    commit.decide(ask.decision(), ask.back());
  }

  private void run(Runnable step) {
    try {
      step.run();
    } catch (Invariant.Broken e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.error("cell={} a step failed", id, e);
    }
  }

  /// Ends the cell's thread after what it is doing. Whoever still waits is told to come back.
  @Override
  public void close() {
    closed = true;
    Thread thread = writer;
    if (thread != null) {
      thread.interrupt();
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    for (Work work = waiting.poll(); work != null; work = waiting.poll()) {
      if (work instanceof Work.Ask<?> ask) {
        ask.back().accept(new Result.Failed<>(CLOSED, false));
      }
    }
  }
}
