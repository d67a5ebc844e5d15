package argosy.domain.task;

import argosy.domain.id.InstanceArn;
import argosy.domain.placement.Ledger;
import argosy.domain.placement.Room;
import argosy.domain.placement.Wanted;
import argosy.domain.state.Picture;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which Spot tasks give way to tasks of Fargate that find no room: as few as possible, the newest
/// first, and none where room is on its way already or nothing would come of it. Single-threaded.
final class Reclaim {

  /// A task that stops longer than this may never end, so nobody waits for its room: containers of
  /// Fargate have two minutes, and few tasks have several that end one after the other.
  private static final Duration LEAVING_MAX = Duration.ofMinutes(5);

  private static final Comparator<Task> NEWEST_FIRST =
      Comparator.comparing((Task task) -> task.times().createdAt())
          .reversed()
          .thenComparing(task -> task.arn().id());

  private final Wanted wanted;
  private final Map<InstanceArn, Site> sites = new LinkedHashMap<>();
  private final List<Task> giving = new ArrayList<>();
  private int awaited;

  /// A host as it will be when all that stops there has stopped.
  ///
  /// @param spot those of its Spot tasks that are meant to go on, the newest first
  private record Site(Ledger ledger, List<Task> spot) {

    boolean takes(Wanted wanted) {
      return ledger.veto(wanted).isEmpty();
    }

    /// The host without some of its tasks.
    Site without(List<Task> gone) {
      Ledger left = ledger;
      for (Task task : gone) {
        left = left.minus(Rooms.held(task));
      }
      return new Site(left, spot.stream().filter(task -> !gone.contains(task)).toList());
    }

    Site with(Wanted wanted) {
      return new Site(ledger.plus(ledger.holding(wanted)), spot);
    }
  }

  private Reclaim(Wanted wanted) {
    this.wanted = wanted;
  }

  /// @param giving the tasks that give way, interrupted
  /// @param awaited how many of the tasks that found no room will find some
  record Reclaimed(List<Task> giving, int awaited) {
    static final Reclaimed NOTHING = new Reclaimed(List.of(), 0);
  }

  /// @param room of the hosts of Fargate, as it is left to those who found none
  /// @param wanted by each of them
  /// @param missing how many they are
  static Reclaimed of(Ground ground, Room room, Wanted wanted, int missing) {
    if (missing == 0 || !Task.anySpot(ground.picture())) {
      return Reclaimed.NOTHING;
    }
    var reclaim = new Reclaim(wanted);
    for (Ledger ledger : room.ledgers()) {
      reclaim.look(ground.picture(), ledger, ground.now());
    }
    while (reclaim.awaited < missing && reclaim.findOne()) {
      reclaim.awaited++;
    }
    List<Task> interrupted =
        reclaim.giving.stream()
            .map(task -> Spot.interrupted(task, StopCode.SPOT_GAVE_WAY, ground.now()))
            .toList();
    return new Reclaimed(interrupted, reclaim.awaited);
  }

  /// Hosts that wouldn't take one even without any Spot task are passed over.
  private void look(Picture picture, Ledger ledger, Instant now) {
    List<Task> leaving =
        Task.on(picture, ledger.instance().arn()).stream().filter(t -> leaves(t, now)).toList();
    List<Task> spot =
        Task.spotOn(picture, ledger.instance().arn()).stream()
            .filter(task -> task.desired() == TaskStatus.RUNNING)
            .sorted(NEWEST_FIRST)
            .toList();
    Site site = new Site(ledger, spot).without(leaving);
    if (site.without(spot).takes(wanted)) {
      sites.put(ledger.instance().arn(), site);
    }
  }

  private static boolean leaves(Task task, Instant now) {
    @Nullable Instant since = task.times().stoppingAt();
    return since != null && since.plus(LEAVING_MAX).isAfter(now);
  }

  /// Finds room for one more; false if there is none to be had.
  private boolean findOne() {
    Optional<InstanceArn> coming =
        sites.entrySet().stream()
            .filter(site -> site.getValue().takes(wanted))
            .map(Map.Entry::getKey)
            .findFirst();
    if (coming.isPresent()) {
      sites.computeIfPresent(coming.get(), (_, site) -> site.with(wanted));
      return true;
    }
    @Nullable InstanceArn best = null;
    List<Task> fewest = List.of();
    for (Map.Entry<InstanceArn, Site> entry : sites.entrySet()) {
      List<Task> some = Fewest.of(entry.getValue().ledger, entry.getValue().spot, wanted);
      if (!some.isEmpty() && (fewest.isEmpty() || isBetter(some, fewest))) {
        best = entry.getKey();
        fewest = some;
      }
    }
    if (best == null) {
      return false;
    }
    List<Task> gone = fewest;
    giving.addAll(gone);
    sites.computeIfPresent(best, (_, site) -> site.without(gone).with(wanted));
    return true;
  }

  /// Fewer, or as many of which the oldest is newer.
  private static boolean isBetter(List<Task> one, List<Task> other) {
    return one.size() != other.size()
        ? one.size() < other.size()
        : NEWEST_FIRST.compare(one.getLast(), other.getLast()) < 0;
  }
}
