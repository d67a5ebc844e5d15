package argosy.domain.placement;

import argosy.domain.instance.Instance;
import argosy.domain.instance.InstanceStatus;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Chooses instances for tasks that want the same, keeping count of what each of them takes.
public final class Placement {
  private final Ledger[] ledgers;
  private final Wanted wanted;
  private final Filter filter;
  private final Ranking ranking;
  private final RandomGenerator random;
  private boolean someActive;

  /// @param room of the cluster; instances that aren't ACTIVE are never considered
  public Placement(Room room, Wanted wanted, RandomGenerator random) {
    this.ledgers = room.toArray();
    this.wanted = wanted;
    this.random = random;
    this.filter = new Filter(wanted);
    var candidates = new int[ledgers.length];
    int count = 0;
    boolean[] having = room.having(wanted.requires());
    Room.Duty[] duties = room.duties();
    for (int at = 0; at < ledgers.length; at++) {
      someActive |= duties[at] != Room.Duty.NONE;
      if (duties[at] == Room.Duty.READY && having[at] && filter.hasRoom(ledgers[at])) {
        candidates[count++] = at;
      }
    }
    this.ranking = new Ranking(room, wanted, Arrays.copyOf(candidates, count), random);
  }

  /// True if there is no instance that could take any task.
  public boolean isEmpty() {
    return !someActive;
  }

  /// What is left now.
  public Room room() {
    return Room.of(List.of(ledgers));
  }

  /// Room that was taken.
  ///
  /// @param gpus the ids of the GPUs that the task has there
  public record Taken(Instance instance, List<String> gpus) {}

  /// Takes room for one task on the best of the instances that have it; a lot decides among equals.
  /// Empty if none has.
  public Optional<Taken> take() {
    @Nullable Shelf shelf = ranking.best(random);
    if (shelf == null) {
      return Optional.empty();
    }
    int best = shelf.best();
    Held held = ledgers[best].holding(wanted);
    Ledger ledger = ledgers[best].taking(held);
    ledgers[best] = ledger;
    ranking.taken(shelf, ledger, filter.hasRoom(ledger), random);
    return Optional.of(new Taken(ledger.instance(), held.gpus()));
  }

  /// Why each instance refuses a task, in the order of their ids.
  public Map<Instance, Veto> vetoes() {
    Map<Instance, Veto> all = new LinkedHashMap<>();
    for (Ledger ledger : ledgers) {
      if (isActive(ledger)) {
        filter.veto(ledger).ifPresent(veto -> all.put(ledger.instance(), veto));
      }
    }
    return all;
  }

  private static boolean isActive(Ledger ledger) {
    return ledger.instance().status() == InstanceStatus.ACTIVE;
  }
}
