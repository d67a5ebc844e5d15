package argosy.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The slice from many seeds. `-Dseed=7` runs one; `-Dargosy.long=true` runs thousands.
class SimulationTest {
  private static final int BOUNDED = 60;
  private static final int LONG = 2_000;

  @Test
  void theInvariantsHoldFromEverySeed() {
    Long only = Long.getLong("seed");
    long first = only == null ? 1 : only;
    long last = only != null ? only : Boolean.getBoolean("argosy.long") ? LONG : BOUNDED;
    Map<String, Integer> ends = new TreeMap<>();
    for (long seed = first; seed <= last; seed++) {
      try {
        Simulation.run(seed).forEach((end, count) -> ends.merge(end, count, Integer::sum));
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(
            "replay with ./argosy test -pl sim -am -Dargosy.test.jvm=-Dseed=" + seed, e);
      }
    }
    boolean everything =
        ends.keySet()
            .containsAll(
                Set.of("RUNNING", "UserInitiated", "EssentialContainerExited", "forced out"));
    assertTrue(only != null || everything, "the stories are too tame: " + ends);
  }

  @Test
  void aSeedTellsTheSameStoryAgain() {
    assertEquals(Simulation.run(7), Simulation.run(7));
  }
}
