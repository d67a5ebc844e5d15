package argosy.server;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Asks again until something is so. AWS's API tells no client of changes; waiters ask.
final class Wait {
  private static final Duration BETWEEN = Duration.ofMillis(100);

  /// What is written meanwhile is shown soon enough.
  static final Duration MOMENT = Duration.ofMillis(300);

  private Wait() {}

  /// False if it still isn't so when the time is over.
  static boolean until(Duration atMost, Callable<Boolean> isSo) throws Exception {
    long end = System.nanoTime() + atMost.toNanos();
    var never = new CountDownLatch(1);
    while (!isSo.call()) {
      if (System.nanoTime() > end) {
        return false;
      }
      boolean _ = never.await(BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
    }
    return true;
  }
}
