package argosy.e2e;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Users who write as fast as they are answered, and note in a ledger what they were told.
final class Writers implements AutoCloseable {
  /// More than one user can have on its way.
  private static final int ANSWERS = 5;

  private final List<Writer> writers = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /// Lets users write.
  ///
  /// @param prefix of all that they make
  /// @param through whose server each of them asks; one user for each
  static Writers start(
      Ledger ledger, String prefix, List<Clients> through, SplittableRandom random) {
    var all = new Writers();
    for (int at = 0; at < through.size(); at++) {
      var writer = new Writer(through.get(at).ecs(), ledger, prefix + at, at, random.split());
      all.writers.add(writer);
      all.threads.execute(writer);
    }
    return all;
  }

  Writer writer(int number) {
    return writers.get(number);
  }

  int answers() {
    return writers.stream().mapToInt(Writer::answers).sum();
  }

  /// Waits until every user from the first on has got answers of what it asked from now on, and
  /// says how long it took.
  Duration awaitAnswers(int first, Duration atMost) throws Exception {
    long begun = System.nanoTime();
    for (int at = first; at < writers.size(); at++) {
      Writer user = writers.get(at);
      int enough = user.answers() + ANSWERS;
      Await.until(
          atMost.minusNanos(System.nanoTime() - begun),
          "user " + at + " is answered and not told: " + user.fault(),
          () -> user.answers() >= enough);
    }
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /// Lets each finish what it has asked for.
  @Override
  public void close() {
    writers.forEach(Writer::stop);
    threads.close();
    writers.forEach(Writer::rethrow);
  }
}
