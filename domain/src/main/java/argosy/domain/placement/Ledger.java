package argosy.domain.placement;

import argosy.domain.instance.Capacity;
import argosy.domain.instance.Instance;
import argosy.domain.state.Invariant;
import java.util.HashSet;
import java.util.Set;

/// What is left of an instance.
///
/// @param tasks how many tasks hold something of it
public record Ledger(
    Instance instance,
    int freeCpuUnits,
    int freeMemoryMib,
    Set<Integer> usedTcp,
    Set<Integer> usedUdp,
    int tasks) {

  /// An instance with what its tasks took.
  public static Ledger of(Instance instance, Iterable<Reservation> taken) {
    Capacity capacity = instance.capacity();
    int cpu = capacity.cpuUnits();
    int memory = capacity.memoryMib();
    int tasks = 0;
    var tcp = new HashSet<>(capacity.reservedTcp());
    var udp = new HashSet<>(capacity.reservedUdp());
    for (Reservation reservation : taken) {
      cpu -= reservation.cpuUnits();
      memory -= reservation.memoryMib();
      tcp.addAll(reservation.tcp());
      udp.addAll(reservation.udp());
      tasks++;
    }
    return new Ledger(instance, cpu, memory, tcp, udp, tasks);
  }

  /// The instance after one more task.
  Ledger minus(Reservation wanted) {
    Invariant.that(
        freeCpuUnits >= wanted.cpuUnits() && freeMemoryMib >= wanted.memoryMib(),
        "instance oversold: " + instance.arn());
    var tcp = new HashSet<>(usedTcp);
    tcp.addAll(wanted.tcp());
    var udp = new HashSet<>(usedUdp);
    udp.addAll(wanted.udp());
    return new Ledger(
        instance,
        freeCpuUnits - wanted.cpuUnits(),
        freeMemoryMib - wanted.memoryMib(),
        tcp,
        udp,
        tasks + 1);
  }
}
