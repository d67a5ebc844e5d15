package argosy.domain.deployment;

import argosy.domain.deployment.Plan.Stopping;
import argosy.domain.deployment.Seen.Fitness;
import argosy.domain.task.Stop;
import argosy.domain.task.Task;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// How tasks are replaced a few at a time: those of older deployments, those on instances that are
/// to become empty, and those that are sick, or lost with their hosts.
///
/// New ones are started first as far as the most allows it, and old ones stopped as new ones turn
/// healthy. Only where there is no room, old ones are stopped before, down to the least, and have
/// ended before others take their place. Protected ones stay until their protection ends.
final class Rolling {

  /// Who goes first: who is of no use, then those whose instance is to become empty.
  private static final Comparator<Seen> USELESS_FIRST =
      Comparator.comparing((Seen seen) -> seen.is(Fitness.HEALTHY))
          .thenComparing(seen -> !seen.evicted())
          .thenComparing(Victims.NEWEST_FIRST);

  /// Why a sick task is stopped, in ECS's words.
  static final String SICK = "Task failed container health checks";

  private final Limits limits;
  private final String primary;
  private final List<Seen> staying = new ArrayList<>();
  private final List<Seen> outgoing = new ArrayList<>();
  private final List<Seen> held = new ArrayList<>();
  private final List<Stopping> stops = new ArrayList<>();

  /// How many may still run although they are told to stop.
  private int ending;

  private Rolling(Observed observed, String primary, Limits limits) {
    this.limits = limits;
    this.primary = primary;
    this.ending = observed.count(seen -> !seen.isAlive() && seen.takesRoom());
    for (Seen seen : observed.alive()) {
      boolean stays = seen.deployment().equals(primary) && !seen.evicted() && !seen.isUnfit();
      (stays ? staying : seen.isHeld() ? held : outgoing).add(seen);
    }
    outgoing.sort(USELESS_FIRST);
  }

  /// @param primary the name of the deployment that all tasks are to be of
  /// @param mayStart whether tasks may be started now
  static Plan plan(Observed observed, String primary, Limits limits, boolean mayStart) {
    var rolling = new Rolling(observed, primary, limits);
    rolling.stopSurplus();
    rolling.stopUseless();
    rolling.stopReplaced();
    int missing = mayStart ? Math.max(0, limits.desired() - rolling.staying.size()) : 0;
    rolling.makeRoom(missing - rolling.room());
    return new Plan(Math.clamp(rolling.room() - rolling.ending, 0, missing), rolling.stops);
  }

  /// The tasks that the plan would stop if they were not protected.
  static List<Seen> heldBack(Observed observed, String primary, Limits limits, boolean mayStart) {
    if (observed.count(Seen::isHeld) == 0) {
      return List.of();
    }
    Set<Task> held =
        observed.only(Seen::isHeld).stream().map(Seen::task).collect(Collectors.toSet());
    return plan(observed.unguarded(), primary, limits, mayStart).stops().stream()
        .map(Stopping::seen)
        .filter(seen -> held.contains(seen.task()))
        .toList();
  }

  /// What to stop so that tasks find a place which found none: as much as the least allows, less
  /// what is stopping already.
  ///
  /// @param unplaced how many tasks found no place; on a host that is lost there is none for them
  static List<Stopping> room(Observed observed, String primary, Limits limits, int unplaced) {
    var rolling = new Rolling(observed, primary, limits);
    rolling.outgoing.removeIf(seen -> seen.is(Fitness.LOST));
    rolling.makeRoom(unplaced - observed.count(seen -> seen.is(Fitness.STOPPING)));
    return rolling.stops;
  }

  /// Fewer tasks are wanted than there are. A healthy one waits while those that may not go, since
  /// they are protected, are too few of the least that are healthy.
  private void stopSurplus() {
    int surplus = staying.size() - limits.desired();
    if (surplus <= 0) {
      return;
    }
    int spare = spare();
    Set<Seen> gone = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Seen victim : Victims.of(staying, surplus)) {
      boolean counts = victim.is(Fitness.HEALTHY);
      if (!counts || spare > 0) {
        stop(victim, "Scaling activity initiated by (deployment " + primary + ")");
        gone.add(victim);
        spare -= counts ? 1 : 0;
      }
    }
    staying.removeIf(gone::contains);
  }

  /// How many healthy tasks there are beyond the least.
  private int spare() {
    return healthy(staying) + healthy(outgoing) + healthy(held) - limits.least();
  }

  /// What isn't healthy and isn't wanted helps nobody. Sick ones of the PRIMARY deployment may
  /// still do some of their work until they are replaced, and lost ones may come back.
  private void stopUseless() {
    for (Seen seen : List.copyOf(outgoing)) {
      boolean waits = seen.isUnfit() && seen.deployment().equals(primary);
      if (!seen.is(Fitness.HEALTHY) && !waits) {
        stopOutgoing(seen);
      }
    }
  }

  /// Each new healthy task takes the place of an old one.
  private void stopReplaced() {
    int kept = Math.max(0, limits.desired() - healthy(staying));
    while (!outgoing.isEmpty() && outgoing.size() + healthy(held) > kept) {
      stopOutgoing(outgoing.getFirst());
    }
  }

  /// Stops up to so many before they are replaced, but no healthy one beyond the least.
  private void makeRoom(int wanted) {
    int spare = spare();
    int left = wanted;
    for (Seen seen : List.copyOf(outgoing)) {
      boolean counts = seen.is(Fitness.HEALTHY);
      if (left > 0 && (!counts || spare > 0)) {
        stopOutgoing(seen);
        left--;
        spare -= counts ? 1 : 0;
      }
    }
  }

  /// How many may be started once those that are told to stop have ended.
  private int room() {
    return limits.most() - staying.size() - outgoing.size() - held.size();
  }

  private static int healthy(List<Seen> tasks) {
    int count = 0;
    for (Seen seen : tasks) {
      count += seen.is(Fitness.HEALTHY) ? 1 : 0;
    }
    return count;
  }

  private void stopOutgoing(Seen seen) {
    outgoing.remove(seen);
    stop(seen, reason(seen));
  }

  private String reason(Seen seen) {
    if (seen.is(Fitness.SICK)) {
      return SICK;
    }
    if (seen.is(Fitness.LOST)) {
      return Stop.HOST_LOST
          + "the agent of container-instance %s has not been connected since %s."
              .formatted(seen.task().instance().id(), seen.lostSince());
    }
    return seen.deployment().equals(primary)
        ? "Task is on an instance that is draining; replaced by (deployment " + primary + ")"
        : "Scaling activity initiated by (deployment " + seen.deployment() + ")";
  }

  private void stop(Seen seen, String reason) {
    stops.add(new Stopping(seen, reason));
    ending += seen.lostSince() == null ? 1 : 0;
  }
}
