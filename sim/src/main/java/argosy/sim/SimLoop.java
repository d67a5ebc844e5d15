package argosy.sim;

import argosy.agent.Loop;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/// An agent's loop in the world's time. What waits takes a while and happens at once in the middle
/// of it.
final class SimLoop implements Loop {
  private static final Duration WORK_MIN = Duration.ofMillis(1);
  private static final Duration WORK_MAX = Duration.ofMillis(400);

  private final World world;
  private boolean killed;

  SimLoop(World world) {
    this.world = world;
  }

  /// The process is gone: nothing of it happens any more.
  void kill() {
    killed = true;
  }

  @Override
  public void post(Runnable work) {
    after(Duration.ZERO, work);
  }

  @Override
  public <T> void outside(Callable<T> io, Consumer<T> back, Consumer<Exception> failed) {
    after(
        world.between(WORK_MIN, WORK_MAX),
        () -> {
          Runnable result = result(io, back, failed);
          after(world.between(WORK_MIN, WORK_MAX), result);
        });
  }

  private static <T> Runnable result(Callable<T> io, Consumer<T> back, Consumer<Exception> failed) {
    try {
      T got = io.call();
      return () -> back.accept(got);
    } catch (Exception e) {
      return () -> failed.accept(e);
    }
  }

  @Override
  public void after(Duration delay, Runnable work) {
    world.after(
        delay,
        () -> {
          if (!killed) {
            work.run();
          }
        });
  }

  @Override
  public Instant now() {
    return world.instant();
  }
}
