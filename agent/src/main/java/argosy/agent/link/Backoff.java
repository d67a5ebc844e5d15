package argosy.agent.link;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// Growing pauses between attempts, each off by some chance so that a fleet doesn't come at once.
final class Backoff {
  /// A fifth more or less, as the genuine agent has it.
  private static final double JITTER = 0.2;

  private final Duration first;
  private final double factor;
  private final Duration max;
  private final RandomGenerator random;
  private double nextMillis;

  Backoff(Duration first, double factor, Duration max, RandomGenerator random) {
    this.first = first;
    this.factor = factor;
    this.max = max;
    this.random = random;
    this.nextMillis = first.toMillis();
  }

  Duration next() {
    double millis = nextMillis;
    nextMillis = Math.min((double) max.toMillis(), nextMillis * factor);
    double chance = 1 + JITTER * (2 * random.nextDouble() - 1);
    return Duration.ofMillis(Math.round(millis * chance));
  }

  void reset() {
    nextMillis = first.toMillis();
  }
}
