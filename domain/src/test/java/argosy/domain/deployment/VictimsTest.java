package argosy.domain.deployment;

import static argosy.domain.deployment.Crew.ids;
import static argosy.domain.deployment.Crew.in;
import static argosy.domain.deployment.Crew.seen;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.domain.Seeds;
import argosy.domain.deployment.Seen.Fitness;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class VictimsTest {
  @Test
  void whatDoesNotWorkYetGoesFirst() {
    List<Seen> tasks =
        List.of(seen("t1"), seen("t2", Fitness.STARTING), seen("t3"), seen("t4", Fitness.SICK));
    assertEquals("t4", ids(Victims.of(tasks, 1)), "the newest of those");
    assertEquals("t4 t2", ids(Victims.of(tasks, 2)));
    assertEquals("t4 t2 t3", ids(Victims.of(tasks, 3)));
    assertEquals("t4 t2 t3 t1", ids(Victims.of(tasks, 4)));
  }

  @Test
  void thenTheZoneThatHasTheMost() {
    List<Seen> tasks =
        List.of(in("a", "i1", "t1"), in("b", "i2", "t9"), in("a", "i3", "t2"), in("a", "i4", "t3"));
    assertEquals("t3", ids(Victims.of(tasks, 1)), "though t9 is the newest of all");
    assertEquals("t3 t2", ids(Victims.of(tasks, 2)));
    assertEquals("t3 t2 t9", ids(Victims.of(tasks, 3)));
  }

  @Test
  void thenTheInstanceThatHasTheMost() {
    List<Seen> tasks =
        List.of(in("a", "i1", "t1"), in("a", "i1", "t2"), in("a", "i2", "t9"), in("a", "i3", "t8"));
    assertEquals("t2", ids(Victims.of(tasks, 1)));
    assertEquals("t2 t9", ids(Victims.of(tasks, 2)));
  }

  /// Whoever lost one has still about as many as anybody else.
  @Test
  void zonesAndTheirInstancesBecomeEven() {
    Seeds.forAll(
        2_000,
        random -> {
          List<Seen> tasks = anywhere(random);
          int count = random.nextInt(tasks.size() + 1);
          List<Seen> victims = Victims.of(tasks, count);
          assertEquals(count, victims.stream().distinct().count());
          List<Seen> left = new ArrayList<>(tasks);
          left.removeAll(victims);
          level(victims, left, seen -> seen.task().launch().zone(), 1);
          if (tasks.stream().map(s -> s.task().launch().zone()).distinct().count() == 1) {
            level(victims, left, seen -> seen.task().instance(), 1);
          }
        });
  }

  private static List<Seen> anywhere(RandomGenerator random) {
    List<Seen> tasks = new ArrayList<>();
    int zones = 1 + random.nextInt(3);
    for (int n = 1 + random.nextInt(20); n > 0; n--) {
      int instance = random.nextInt(5);
      tasks.add(in("z" + instance % zones, "i" + instance, "t" + n));
    }
    return tasks;
  }

  private static <P> void level(
      List<Seen> victims, List<Seen> left, Function<Seen, P> place, int most) {
    Map<P, Integer> counts = new HashMap<>();
    left.forEach(seen -> counts.merge(place.apply(seen), 1, Integer::sum));
    int fullest = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    for (Seen victim : victims) {
      int has = counts.getOrDefault(place.apply(victim), 0);
      assertTrue(fullest - has <= most, () -> place.apply(victim) + " lost one, left is " + counts);
    }
  }
}
