package argosy.agent;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// A loop whose time passes only when a test lets it.
public final class ManualLoop implements Loop, InstantSource {
  private static final int STEPS_MAX = 1_000_000;

  private final Queue<Runnable> posted = new ArrayDeque<>();
  private final Queue<Timer> timers =
      new PriorityQueue<>(Comparator.comparing(Timer::at).thenComparingInt(Timer::order));
  private Instant now = Instant.parse("2026-01-01T12:00:00Z");
  private int made;

  @Override
  public void post(Runnable work) {
    posted.add(work);
  }

  @Override
  public <T> void outside(Callable<T> io, Consumer<T> back, Consumer<Exception> failed) {
    post(() -> {
      try {
        T answer = io.call();
        post(() -> back.accept(answer));
      } catch (Exception e) {
        post(() -> failed.accept(e));
      }
    });
  }

  @Override
  public void after(Duration delay, Runnable work) {
    timers.add(new Timer(now.plus(delay), made++, work));
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public Instant instant() {
    return now;
  }

  /// Does what is to be done now.
  public void settle() {
    int steps = 0;
    for (Runnable work = posted.poll(); work != null; work = posted.poll()) {
      work.run();
      if (++steps > STEPS_MAX) {
        throw new AssertionError("the loop never rests");
      }
    }
  }

  /// Lets time pass.
  public void pass(Duration time) {
    Instant end = now.plus(time);
    settle();
    for (Timer next = timers.peek(); next != null && !next.at.isAfter(end); next = timers.peek()) {
      timers.remove();
      now = next.at;
      next.work.run();
      settle();
    }
    now = end;
  }

  /// Lets time pass until something is so.
  public void await(Duration most, BooleanSupplier condition) {
    Instant end = now.plus(most);
    settle();
    while (!condition.getAsBoolean()) {
      Timer next = timers.peek();
      if (next == null || next.at.isAfter(end)) {
        throw new AssertionError("not so within " + most);
      }
      pass(Duration.between(now, next.at));
    }
  }

  private record Timer(Instant at, int order, Runnable work) {}
}
