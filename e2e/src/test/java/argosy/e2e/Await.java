package argosy.e2e;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Asks again until something is so, and fails with what it waited for if that takes too long.
final class Await {
  private static final Duration BETWEEN = Duration.ofMillis(50);

  private Await() {}

  static void until(Duration atMost, String what, Callable<Boolean> isSo) throws Exception {
    boolean _ = some(atMost, what, () -> isSo.call() ? Optional.of(true) : Optional.empty());
  }

  /// The value, as soon as there is one.
  static <T> T some(Duration atMost, String what, Callable<Optional<T>> ask) throws Exception {
    long end = System.nanoTime() + atMost.toNanos();
    var never = new CountDownLatch(1);
    while (true) {
      Optional<T> found = ask.call();
      if (found.isPresent()) {
        return found.get();
      }
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + atMost.toSeconds() + " s: " + what);
      }
      boolean _ = never.await(BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
    }
  }
}
