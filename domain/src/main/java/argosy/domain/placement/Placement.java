package argosy.domain.placement;

import argosy.domain.instance.Instance;
import argosy.domain.instance.InstanceStatus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Chooses instances for the tasks of one request, keeping count of what each of them takes.
public final class Placement {
  private final List<Ledger> ledgers;
  private final RandomGenerator random;

  /// @param ledgers of all instances of the cluster; those that aren't ACTIVE are never considered
  public Placement(List<Ledger> ledgers, RandomGenerator random) {
    this.ledgers =
        new ArrayList<>(
            ledgers.stream()
                .filter(ledger -> ledger.instance().status() == InstanceStatus.ACTIVE)
                .toList());
    this.random = random;
  }

  /// True if there is no instance that could take any task.
  public boolean isEmpty() {
    return ledgers.isEmpty();
  }

  /// Takes room for one task: on the instance with the fewest tasks among those that have it, and
  /// by lot among equals. Empty if none has.
  public Optional<Instance> take(Reservation wanted) {
    List<Integer> best = new ArrayList<>();
    for (int at = 0; at < ledgers.size(); at++) {
      if (veto(ledgers.get(at), wanted).isPresent()) {
        continue;
      }
      int fewest = best.isEmpty() ? Integer.MAX_VALUE : ledgers.get(best.getFirst()).tasks();
      if (ledgers.get(at).tasks() < fewest) {
        best.clear();
      }
      if (ledgers.get(at).tasks() <= fewest) {
        best.add(at);
      }
    }
    if (best.isEmpty()) {
      return Optional.empty();
    }
    int chosen = best.get(random.nextInt(best.size()));
    ledgers.set(chosen, ledgers.get(chosen).minus(wanted));
    return Optional.of(ledgers.get(chosen).instance());
  }

  /// Why each instance refuses a task, in the order of their ids.
  public Map<Instance, Veto> vetoes(Reservation wanted) {
    Map<Instance, Veto> all = new LinkedHashMap<>();
    for (Ledger ledger : ledgers) {
      veto(ledger, wanted).ifPresent(veto -> all.put(ledger.instance(), veto));
    }
    return all;
  }

  private static Optional<Veto> veto(Ledger ledger, Reservation wanted) {
    if (!ledger.instance().agentConnected()) {
      return Optional.of(new Veto.AgentAway());
    }
    if (ledger.freeCpuUnits() < wanted.cpuUnits()) {
      return Optional.of(new Veto.LacksCpu(wanted.cpuUnits(), ledger.freeCpuUnits()));
    }
    if (ledger.freeMemoryMib() < wanted.memoryMib()) {
      return Optional.of(new Veto.LacksMemory(wanted.memoryMib(), ledger.freeMemoryMib()));
    }
    Set<Integer> taken = new HashSet<>(wanted.tcp());
    taken.retainAll(ledger.usedTcp());
    wanted.udp().stream().filter(ledger.usedUdp()::contains).forEach(taken::add);
    return taken.isEmpty() ? Optional.empty() : Optional.of(new Veto.PortsTaken(taken));
  }
}
