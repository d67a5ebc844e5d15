package argosy.agent;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A loop on a thread of its own, with virtual threads for what waits.
public final class ThreadLoop implements Loop, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ThreadLoop.class);

  /// One burst: 10 events of each of 1,000 containers when an engine comes back. Beyond it those
  /// who post wait, which holds back sockets and event streams.
  private static final int WAITING_MAX = 10_000;

  private final BlockingQueue<Runnable> waiting = new ArrayBlockingQueue<>(WAITING_MAX);

  /// What the owner thread posts itself: it must not wait for room that only it can make.
  private final Queue<Runnable> own = new ArrayDeque<>();

  private final Queue<Timer> timers =
      new PriorityQueue<>(Comparator.comparingLong(Timer::at).thenComparingLong(Timer::order));

  private final InstantSource clock;
  private final Thread owner;
  private long timersMade;
  private volatile boolean closed;

  public ThreadLoop(String name) {
    this(name, InstantSource.system());
  }

  ThreadLoop(String name, InstantSource clock) {
    this.clock = clock;
    this.owner = Thread.ofPlatform().name(name).daemon().start(this::run);
  }

  @Override
  public void post(Runnable work) {
    if (isOwner()) {
      own.add(work);
      return;
    }
    try {
      while (!closed && !waiting.offer(work, 1, TimeUnit.SECONDS)) {
        LOG.warn("the agent's queue is full");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public <T> void outside(Callable<T> io, Consumer<T> back, Consumer<Exception> failed) {
    Thread.startVirtualThread(() -> {
      try {
        T answer = io.call();
        post(() -> back.accept(answer));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        post(() -> failed.accept(e));
      }
    });
  }

  @Override
  public void after(Duration delay, Runnable work) {
    if (!isOwner()) {
      throw new IllegalStateException("timers belong to the owner thread");
    }
    timers.add(new Timer(System.nanoTime() + delay.toNanos(), timersMade++, work));
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  /// Does what was posted before, then ends; timers that are left never come.
  @Override
  public void close() {
    post(() -> closed = true);
    if (isOwner()) {
      return;
    }
    try {
      owner.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isOwner() {
    return Thread.currentThread().equals(owner);
  }

  private void run() {
    while (!closed) {
      try {
        Runnable work = next();
        if (work != null) {
          work.run();
        }
      } catch (InterruptedException e) {
        LOG.warn("the agent's thread was interrupted; it goes on");
      } catch (RuntimeException e) {
        LOG.error("a bug in the agent; it goes on with the next message", e);
      }
    }
  }

  private @Nullable Runnable next() throws InterruptedException {
    Runnable posted = own.poll();
    if (posted != null) {
      return posted;
    }
    Timer timer = timers.peek();
    if (timer == null) {
      return waiting.take();
    }
    long left = timer.at - System.nanoTime();
    if (left <= 0) {
      timers.remove();
      return timer.work;
    }
    return waiting.poll(left, TimeUnit.NANOSECONDS);
  }

  private record Timer(long at, long order, Runnable work) {}
}
