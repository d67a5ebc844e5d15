package argosy.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Services from many seeds, in stories shorter than [SimulationTest]'s. `-Dseed=7` runs one;
/// `-Dargosy.long=true` runs ten thousand, on all cores.
class ServiceStoryTest {
  private static final int BOUNDED = 100;
  private static final int LONG = 10_000;

  @Test
  void servicesKeepTheirPromisesFromEverySeed() {
    Long only = Long.getLong("seed");
    long first = only == null ? 1 : only;
    long last = only != null ? only : Boolean.getBoolean("argosy.long") ? LONG : BOUNDED;
    Map<String, Integer> ends =
        LongStream.rangeClosed(first, last)
            .parallel()
            .mapToObj(ServiceStoryTest::told)
            .reduce(Map.of(), ServiceStoryTest::sum);
    boolean everything = ends.keySet().containsAll(Set.of("steady", "gone", "failed", "stuck"));
    assertTrue(
        only != null || (everything && ends.getOrDefault("lost", 0) > 0),
        "the stories are too tame: " + ends);
  }

  @Test
  void aSeedTellsTheSameStoryAgain() {
    assertEquals(ServiceStory.run(7), ServiceStory.run(7));
  }

  private static Map<String, Integer> told(long seed) {
    try {
      return ServiceStory.run(seed);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          "replay with ./argosy test -pl sim -am -Dtest=ServiceStoryTest"
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
