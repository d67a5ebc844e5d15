package argosy.domain.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argosy.domain.Seeds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GroupsTest {

  /// The first three have one hash.
  private static final List<String> NAMES = List.of("AaAa", "BBBB", "AaBB", "web", "", "other");

  @Test
  void theyCountAsAMapDoes() {
    Seeds.forAll(
        300,
        random -> {
          Map<String, Integer> meant = new HashMap<>();
          Groups groups = Groups.NONE;
          for (int step = 0; step < 30; step++) {
            String name = NAMES.get(random.nextInt(NAMES.size()));
            int more = meant.containsKey(name) && random.nextBoolean() ? -1 : 1;
            if (meant.merge(name, more, Integer::sum) == 0) {
              meant.remove(name);
            }
            groups = groups.with(name, more);
            assertEquals(meant.keySet(), groups.names());
            for (String each : NAMES) {
              assertEquals(meant.getOrDefault(each, 0), groups.of(each));
            }
            assertEquals(inOrder(meant), groups);
          }
        });
  }

  /// However it came about, the same is the same.
  private static Groups inOrder(Map<String, Integer> meant) {
    Groups groups = Groups.NONE;
    for (Map.Entry<String, Integer> each : meant.entrySet()) {
      groups = groups.with(each.getKey(), each.getValue());
    }
    return groups;
  }
}
