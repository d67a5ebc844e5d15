package argosy.domain.deployment;

import argosy.domain.deployment.Seen.Fitness;
import argosy.domain.id.InstanceArn;
import argosy.domain.service.Service;
import argosy.domain.task.Task;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.ecs.model.AvailabilityZoneRebalancing;

/// Makes a steady service even again, over zones and in each zone over instances: one task more is
/// started where there are few, and when it does its work, one goes where there are most. ECS looks
/// at zones only.
final class Rebalance {

  /// Moving a task makes two places more even if one has so many more than the other.
  private static final int UNEVEN = 2;

  private Rebalance() {}

  static boolean isWanted(Service service) {
    return service.spec().availabilityZoneRebalancing() == AvailabilityZoneRebalancing.ENABLED;
  }

  /// Whether there is anything to be made more even: false where no place has two tasks.
  static boolean mayHelp(List<Seen> tasks) {
    return most(tasks, seen -> seen.task().launch().zone()) >= UNEVEN;
  }

  /// Whether a task's place is one that should have more of them.
  static boolean helps(Task more, List<Seen> others) {
    String zone = more.launch().zone();
    Map<String, Integer> zones = counts(others, seen -> seen.task().launch().zone());
    int here = zones.getOrDefault(zone, 0);
    int crowded = zones.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    if (here + UNEVEN <= crowded) {
      return true;
    }
    List<Seen> beside =
        others.stream().filter(seen -> seen.task().launch().zone().equals(zone)).toList();
    Map<InstanceArn, Integer> instances = counts(beside, seen -> seen.task().instance());
    return here == crowded
        && instances.getOrDefault(more.instance(), 0) + UNEVEN
            <= most(beside, seen -> seen.task().instance());
  }

  /// Whether there is one task more than is wanted because it is to make the others more even, and
  /// doesn't do its work yet.
  static boolean isUnderWay(List<Seen> alive, int desired) {
    List<Seen> starting = alive.stream().filter(s -> !s.is(Fitness.HEALTHY)).toList();
    return alive.size() == desired + 1
        && starting.size() == 1
        && starting.getFirst().is(Fitness.STARTING)
        && helps(
            starting.getFirst().task(), alive.stream().filter(s -> s.is(Fitness.HEALTHY)).toList());
  }

  private static <P> int most(List<Seen> tasks, Function<Seen, P> place) {
    return counts(tasks, place).values().stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  private static <P> Map<P, Integer> counts(List<Seen> tasks, Function<Seen, P> place) {
    Map<P, Integer> counts = new HashMap<>();
    tasks.forEach(seen -> counts.merge(place.apply(seen), 1, Integer::sum));
    return counts;
  }
}
