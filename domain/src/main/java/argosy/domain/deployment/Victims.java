package argosy.domain.deployment;

import argosy.domain.deployment.Seen.Fitness;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Which tasks go when fewer are wanted: those that don't work yet, then those in the zones and on
/// the instances that have the most of the service, the newest first. Protected ones never do.
///
/// Source: the ECS developer guide, "Service definition parameters".
final class Victims {
  static final Comparator<Seen> NEWEST_FIRST =
      Comparator.comparing((Seen seen) -> seen.task().times().createdAt())
          .reversed()
          .thenComparing(seen -> seen.task().arn().id());

  private Victims() {}

  /// @param wanted how many of them; fewer where too many are protected
  static List<Seen> of(List<Seen> all, int wanted) {
    List<Seen> tasks = all.stream().filter(seen -> !seen.isHeld()).toList();
    int count = Math.min(wanted, tasks.size());
    List<Seen> unready =
        tasks.stream().filter(s -> !s.is(Fitness.HEALTHY)).sorted(NEWEST_FIRST).toList();
    if (unready.size() >= count) {
      return unready.subList(0, count);
    }
    List<Seen> rest = new ArrayList<>(tasks.stream().filter(s -> s.is(Fitness.HEALTHY)).toList());
    rest.sort(NEWEST_FIRST.reversed());
    IdentityHashMap<Seen, Integer> onInstance = ranks(rest, seen -> seen.task().instance());
    rest.sort(Comparator.comparing(onInstance::get)); // stable: the oldest of each comes first
    IdentityHashMap<Seen, Integer> inZone = ranks(rest, seen -> seen.task().launch().zone());
    Comparator<Seen> crowded =
        Comparator.comparing((Seen seen) -> inZone.get(seen)).thenComparing(onInstance::get);
    rest.sort(crowded.reversed().thenComparing(NEWEST_FIRST));
    List<Seen> victims = new ArrayList<>(unready);
    victims.addAll(rest.subList(0, count - unready.size()));
    return victims;
  }

  /// The how-manieth of its place each task is. If the highest ranks go first, places become even.
  private static <P> IdentityHashMap<Seen, Integer> ranks(
      List<Seen> tasks, Function<Seen, P> place) {
    Map<P, Integer> counts = new HashMap<>();
    IdentityHashMap<Seen, Integer> ranks = new IdentityHashMap<>(tasks.size());
    for (Seen seen : tasks) {
      ranks.put(seen, counts.merge(place.apply(seen), 1, Integer::sum));
    }
    return ranks;
  }
}
