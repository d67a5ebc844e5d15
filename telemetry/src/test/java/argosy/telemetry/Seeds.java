package argosy.telemetry;

import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// The property harness: a property holds for every seed, and the first that breaks it is printed.
public final class Seeds {
  private Seeds() {}

  public static void forAll(int runs, Consumer<RandomGenerator> property) {
    long first = Long.getLong("seed", 1);
    for (long seed = first; seed < first + runs; seed++) {
      try {
        property.accept(new SplittableRandom(seed));
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("rerun with -Dseed=" + seed, e);
      }
    }
  }
}
