package argosy.domain.task;

import argosy.domain.placement.Ledger;
import argosy.domain.placement.Reservation;
import argosy.domain.placement.Wanted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;

/// The fewest tasks of a host that have to go so that another finds room there. Among equally few
/// the newest are chosen. Single-threaded.
final class Fewest {

  /// So many steps are looked at for the fewest; then what is found by taking the newest first, and
  /// sparing who isn't needed, will do. Hosts of some hundred tasks of Fargate's usual sizes take
  /// some hundred.
  private static final int STEPS_MAX = 5_000;

  private final Ledger ledger;
  private final List<Task> tasks;
  private final Wanted wanted;
  private final List<Task> chosen = new ArrayList<>();
  private int steps;

  private Fewest(Ledger ledger, List<Task> tasks, Wanted wanted) {
    this.ledger = ledger;
    this.tasks = tasks;
    this.wanted = wanted;
  }

  /// @param tasks of the host that may go, the newest first
  /// @return the newest first; empty if the host wouldn't take it without all of them
  static List<Task> of(Ledger ledger, List<Task> tasks, Wanted wanted) {
    var fewest = new Fewest(ledger, tasks, wanted);
    if (!fewest.isEnough(tasks)) {
      return List.of();
    }
    for (int count = 1; count < tasks.size(); count++) {
      fewest.chosen.clear();
      if (fewest.choose(0, count, ledger)) {
        return List.copyOf(fewest.chosen);
      }
      if (fewest.steps > STEPS_MAX) {
        return fewest.newest();
      }
    }
    return tasks;
  }

  private boolean isEnough(List<Task> gone) {
    Ledger left = ledger;
    for (Task task : gone) {
      left = left.minus(Rooms.held(task));
    }
    return left.veto(wanted).isEmpty();
  }

  /// Chooses so many more from a place on, the newest possible.
  private boolean choose(int from, int more, Ledger left) {
    steps++;
    if (more == 0) {
      return left.veto(wanted).isEmpty();
    }
    for (int at = from; at <= tasks.size() - more && steps <= STEPS_MAX; at++) {
      if (!canSuffice(at, more, left)) {
        return false;
      }
      Task task = tasks.get(at);
      if (isFirstOfItsSize(from, at)) {
        chosen.add(task);
        if (choose(at + 1, more - 1, left.minus(Rooms.held(task)))) {
          return true;
        }
        chosen.removeLast();
      }
    }
    return false;
  }

  /// Of several that take the same, those after the first that was passed over need no look.
  private boolean isFirstOfItsSize(int from, int at) {
    Reservation size = size(tasks.get(at));
    return tasks.subList(from, at).stream().noneMatch(other -> size(other).equals(size));
  }

  /// Whether the largest of those from a place on would do, each resource for itself.
  private boolean canSuffice(int from, int more, Ledger left) {
    Reservation needs = wanted.held().reservation();
    return left.freeCpuUnits() + largest(from, more, Reservation::cpuUnits) >= needs.cpuUnits()
        && left.freeMemoryMib() + largest(from, more, Reservation::memoryMib) >= needs.memoryMib()
        && left.freeStorageGib() + largest(from, more, Reservation::storageGib)
            >= needs.storageGib();
  }

  private long largest(int from, int more, ToIntFunction<Reservation> resource) {
    return tasks.subList(from, tasks.size()).stream()
        .map(Fewest::size)
        .mapToInt(resource)
        .boxed()
        .sorted(Comparator.reverseOrder())
        .limit(more)
        .mapToLong(Integer::longValue)
        .sum();
  }

  /// The newest that are enough, without those of them that aren't needed.
  private List<Task> newest() {
    List<Task> some = new ArrayList<>(tasks);
    for (Task oldest : tasks.reversed()) {
      some.remove(oldest);
      if (!isEnough(some)) {
        some.add(oldest);
      }
    }
    some.sort(Comparator.comparingInt(tasks::indexOf));
    return some;
  }

  private static Reservation size(Task task) {
    return task.launch().reservation();
  }
}
