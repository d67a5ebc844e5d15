package argosy.domain.deployment;

import argosy.domain.deployment.Plan.Stopping;
import argosy.domain.deployment.Seen.Fitness;
import argosy.domain.id.InstanceArn;
import argosy.domain.task.TaskStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a pass is to do to the tasks of a daemon, of which each instance is to have one.
///
/// There are never two on an instance: an old task goes first, and the new one comes when it is
/// gone. How many may be gone at once is what the least allows.
///
/// @param starts on which instances to start a task of the PRIMARY deployment
/// @param stops which tasks to stop, and why
record DaemonPlan(List<InstanceArn> starts, List<Stopping> stops) {

  /// Who goes first: who is of no use. The order of the rest is that of their ids, so that passes
  /// agree.
  private static final Comparator<Seen> USELESS_FIRST =
      Comparator.comparing((Seen seen) -> seen.is(Fitness.HEALTHY))
          .thenComparing(seen -> seen.task().arn().id());

  /// Where the tasks are to be.
  ///
  /// @param posts the instances that are to have one
  /// @param busy the instances on their way out where tasks live that are no daemons': there a
  ///   daemon stays to the last
  /// @param cramped the posts where a new task finds no room even when the old one is gone; there
  ///   the old one stays
  record Ground(Set<InstanceArn> posts, Set<InstanceArn> busy, Set<InstanceArn> cramped) {}

  DaemonPlan {
    starts = List.copyOf(starts);
    stops = List.copyOf(stops);
  }

  /// @param tasks all that aren't stopped
  /// @param primary the name of the deployment that all are to be of
  /// @param least so many stay healthy by our own doing
  /// @param mayStart whether tasks may be started now
  static DaemonPlan of(
      List<Seen> tasks, String primary, Ground ground, int least, boolean mayStart) {
    List<Stopping> stops = new ArrayList<>();
    Map<InstanceArn, Seen> homes = new LinkedHashMap<>();
    Set<InstanceArn> taken = new HashSet<>();
    for (Seen seen : tasks) {
      InstanceArn at = seen.task().instance();
      taken.add(at);
      if (!seen.isAlive()) {
        continue;
      }
      if (!ground.posts.contains(at)) {
        astray(seen, ground, stops);
        continue;
      }
      Seen other = homes.get(at);
      boolean better = other == null || isBetter(seen, other, primary);
      homes.put(at, better ? seen : other);
      if (other != null) {
        stops.add(
            new Stopping(better ? other : seen, "Another task of the daemon is on the instance"));
      }
    }
    if (mayStart) {
      stops.addAll(replaced(List.copyOf(homes.values()), primary, ground, least));
    }
    List<InstanceArn> starts =
        mayStart ? ground.posts.stream().filter(at -> !taken.contains(at)).toList() : List.of();
    return new DaemonPlan(starts, stops);
  }

  /// A task on an instance that is to have none.
  private static void astray(Seen seen, Ground ground, List<Stopping> stops) {
    boolean runs = seen.task().last() == TaskStatus.RUNNING;
    if (!seen.evicted()) {
      stops.add(
          new Stopping(seen, "Task no longer meets the placement constraints of the service"));
    } else if (!runs || !ground.busy.contains(seen.task().instance())) {
      stops.add(new Stopping(seen, "Task is on an instance that is draining"));
    }
  }

  private static boolean isBetter(Seen one, Seen other, String primary) {
    Comparator<Seen> worth =
        Comparator.comparing((Seen seen) -> seen.deployment().equals(primary))
            .thenComparing(seen -> seen.is(Fitness.HEALTHY))
            .thenComparing(Victims.NEWEST_FIRST);
    return worth.compare(one, other) >= 0;
  }

  private static List<Stopping> replaced(
      List<Seen> homes, String primary, Ground ground, int least) {
    List<Seen> outgoing =
        homes.stream()
            .filter(seen -> !seen.deployment().equals(primary) || seen.is(Fitness.SICK))
            .filter(seen -> !seen.isHeld())
            .filter(seen -> !ground.cramped.contains(seen.task().instance()))
            .sorted(USELESS_FIRST)
            .toList();
    long spare = homes.stream().filter(seen -> seen.is(Fitness.HEALTHY)).count() - least;
    List<Stopping> stops = new ArrayList<>();
    for (Seen seen : outgoing) {
      boolean counts = seen.is(Fitness.HEALTHY);
      if (!counts || spare > 0) {
        stops.add(new Stopping(seen, reason(seen)));
        spare -= counts ? 1 : 0;
      }
    }
    return stops;
  }

  private static String reason(Seen seen) {
    return seen.is(Fitness.SICK)
        ? Rolling.SICK
        : "Scaling activity initiated by (deployment " + seen.deployment() + ")";
  }
}
