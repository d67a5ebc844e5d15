package argosy.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Fargate and Spot on too few hosts, from many seeds. `-Dseed=7` runs one; `-Dargosy.long=true`
/// takes more.
class SpotStoryTest {
  private static final int BOUNDED = 150;
  private static final int LONG = 4_000;

  @Test
  void fargateNeverWaitsForSpotFromAnySeed() {
    Long only = Long.getLong("seed");
    long first = only == null ? 1 : only;
    long last = only != null ? only : Boolean.getBoolean("argosy.long") ? LONG : BOUNDED;
    Map<String, Integer> ends =
        LongStream.rangeClosed(first, last)
            .parallel()
            .mapToObj(SpotStoryTest::told)
            .reduce(Map.of(), SpotStoryTest::sum);
    boolean everything = ends.keySet().containsAll(Set.of("RUNNING", "Spot", "SPOT_GAVE_WAY"));
    assertTrue(only != null || everything, "the stories are too tame: " + ends);
  }

  @Test
  void aSeedTellsTheSameStoryAgain() {
    assertEquals(SpotStory.run(7), SpotStory.run(7));
  }

  private static Map<String, Integer> told(long seed) {
    try {
      return SpotStory.run(seed);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          "replay with ./argosy test -pl sim -am -Dtest=SpotStoryTest"
              + " -Dsurefire.failIfNoSpecifiedTests=false -Dargosy.test.jvm=-Dseed="
              + seed,
          e);
    }
  }

  private static Map<String, Integer> sum(Map<String, Integer> one, Map<String, Integer> other) {
    Map<String, Integer> all = new TreeMap<>(one);
    other.forEach((end, count) -> all.merge(end, count, Integer::sum));
    return all;
  }
}
