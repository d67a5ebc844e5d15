package argosy.sim;

import org.junit.jupiter.api.Test;

/// The slice from many seeds. `-Dseed=7` runs one; `-Dargosy.long=true` runs thousands.
class SimulationTest {
  private static final int BOUNDED = 60;
  private static final int LONG = 5_000;

  @Test
  void theInvariantsHoldFromEverySeed() {
    Long only = Long.getLong("seed");
    long first = only == null ? 1 : only;
    long last = only != null ? only : Boolean.getBoolean("argosy.long") ? LONG : BOUNDED;
    for (long seed = first; seed <= last; seed++) {
      try {
        Simulation.run(seed);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(
            "replay with ./argosy test -pl sim -am -Dargosy.test.jvm=-Dseed=" + seed, e);
      }
    }
  }
}
