package argosy.agent.task;

import argosy.agent.Loop;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/// Lets so many containers at once be made or started, and the rest wait for their turn: an engine
/// that is asked for more gets slower with each. Belongs to the loop's thread.
public final class Turns {

  /// With so many, Docker Engine starts fifty containers in some percent less time than with a
  /// third of them. More than the fifty of a usual burst were not measured.
  private static final int AT_ONCE_MAX = 50;

  private final Loop loop;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private int under;

  public Turns(Loop loop) {
    this.loop = loop;
  }

  /// Does something to a container that is only begun after all others.
  <T> void last(Callable<T> io, Consumer<T> back, Consumer<Exception> failed) {
    waiting.addLast(() -> outside(io, back, failed));
    next();
  }

  /// Does something to a container that is nearly there, before others are begun.
  <T> void first(Callable<T> io, Consumer<T> back, Consumer<Exception> failed) {
    waiting.addFirst(() -> outside(io, back, failed));
    next();
  }

  private <T> void outside(Callable<T> io, Consumer<T> back, Consumer<Exception> failed) {
    loop.outside(io, done -> after(() -> back.accept(done)), e -> after(() -> failed.accept(e)));
  }

  private void after(Runnable work) {
    under--;
    work.run();
    next();
  }

  private void next() {
    while (under < AT_ONCE_MAX && !waiting.isEmpty()) {
      under++;
      waiting.removeFirst().run();
    }
  }
}
