package argosy.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/// The agent's owner thread: everything the agent knows is read and changed on it alone.
public interface Loop {

  /// Runs something on the owner thread, after what was posted before. May be called from anywhere.
  void post(Runnable work);

  /// Performs something that waits away from the owner thread, and hands its result or its failure
  /// back on the owner thread.
  <T> void outside(Callable<T> io, Consumer<T> back, Consumer<Exception> failed);

  /// Runs something on the owner thread when a time has passed. Called on the owner thread only.
  void after(Duration delay, Runnable work);

  Instant now();
}
