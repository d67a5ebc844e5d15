package argosy.e2e;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Asks again until something is so, and fails with what it waited for if that takes too long.
final class Await {
  private static final Duration BETWEEN = Duration.ofMillis(50);

  /// For so long counts a round at most, so that a machine that stalls uses up nobody's patience.
  private static final long ROUND_MAX = Duration.ofSeconds(1).toNanos();

  private Await() {}

  static void until(Duration atMost, String what, Callable<Boolean> isSo) throws Exception {
    boolean _ = some(atMost, what, () -> isSo.call() ? Optional.of(true) : Optional.empty());
  }

  /// The value, as soon as there is one.
  static <T> T some(Duration atMost, String what, Callable<Optional<T>> ask) throws Exception {
    long left = atMost.toNanos();
    var never = new CountDownLatch(1);
    while (true) {
      long begun = System.nanoTime();
      Optional<T> found = ask.call();
      if (found.isPresent()) {
        return found.get();
      }
      if (left <= 0) {
        throw new AssertionError("not within " + atMost.toSeconds() + " s: " + what);
      }
      boolean _ = never.await(BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
      left -= Math.min(System.nanoTime() - begun, ROUND_MAX);
    }
  }
}
