package argosy.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/// A loop as one agent sees it: what comes after the agent's end isn't heard any more.
final class Lifetime implements Loop {
  private final Loop loop;
  private volatile boolean over;

  Lifetime(Loop loop) {
    this.loop = loop;
  }

  void end() {
    over = true;
  }

  @Override
  public void post(Runnable work) {
    loop.post(() -> ifAlive(work));
  }

  @Override
  public <T> void outside(Callable<T> io, Consumer<T> back, Consumer<Exception> failed) {
    loop.outside(io, got -> ifAlive(() -> back.accept(got)), e -> ifAlive(() -> failed.accept(e)));
  }

  @Override
  public void after(Duration delay, Runnable work) {
    loop.after(delay, () -> ifAlive(work));
  }

  @Override
  public Instant now() {
    return loop.now();
  }

  private void ifAlive(Runnable work) {
    if (!over) {
      work.run();
    }
  }
}
