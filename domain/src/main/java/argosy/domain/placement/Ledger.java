package argosy.domain.placement;

import argosy.domain.instance.Instance;
import argosy.domain.query.Subject;
import argosy.domain.state.Invariant;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PSet;

/// What is left of an instance, and what lives on it.
///
/// @param tasks how many tasks hold something of it
/// @param running how many of them run
/// @param groups how many of them are of each group
public record Ledger(
    Host host,
    int freeCpuUnits,
    int freeMemoryMib,
    PSet<Integer> usedTcp,
    PSet<Integer> usedUdp,
    int tasks,
    int running,
    HashPMap<String, Integer> groups) {

  /// An instance with what its tasks took.
  public static Ledger of(Instance instance, Collection<Held> taken) {
    Host host = Host.of(instance);
    var ledger =
        new Ledger(
            host,
            host.capacity().cpuUnits(),
            host.capacity().memoryMib(),
            HashTreePSet.from(host.capacity().reservedTcp()),
            HashTreePSet.from(host.capacity().reservedUdp()),
            0,
            0,
            HashTreePMap.empty());
    for (Held held : taken) {
      ledger = ledger.plus(held);
    }
    return ledger;
  }

  public Instance instance() {
    return host.instance();
  }

  /// The instance with one task more, whether or not there is room.
  public Ledger plus(Held held) {
    Reservation taken = held.reservation();
    return new Ledger(
        host,
        freeCpuUnits - taken.cpuUnits(),
        freeMemoryMib - taken.memoryMib(),
        taken.tcp().isEmpty() ? usedTcp : usedTcp.plusAll(taken.tcp()),
        taken.udp().isEmpty() ? usedUdp : usedUdp.plusAll(taken.udp()),
        tasks + 1,
        running + (held.running() ? 1 : 0),
        groups.plus(held.group(), of(held.group()) + 1));
  }

  /// The instance without a task that it had.
  public Ledger minus(Held held) {
    Reservation taken = held.reservation();
    int others = of(held.group()) - 1;
    return new Ledger(
        host,
        freeCpuUnits + taken.cpuUnits(),
        freeMemoryMib + taken.memoryMib(),
        taken.tcp().isEmpty() ? usedTcp : usedTcp.minusAll(taken.tcp()),
        taken.udp().isEmpty() ? usedUdp : usedUdp.minusAll(taken.udp()),
        tasks - 1,
        running - (held.running() ? 1 : 0),
        others == 0 ? groups.minus(held.group()) : groups.plus(held.group(), others));
  }

  /// The instance with a task for which there is room.
  Ledger taking(Held held) {
    Invariant.that(
        freeCpuUnits >= held.reservation().cpuUnits()
            && freeMemoryMib >= held.reservation().memoryMib(),
        "instance oversold: " + instance().arn());
    return plus(held);
  }

  /// How many tasks of a group are here.
  int of(String group) {
    Integer count = groups.isEmpty() ? null : groups.get(group);
    return count == null ? 0 : count;
  }

  /// What it says to the cluster query language.
  public Subject subject() {
    return name ->
        switch (name) {
          case "agentConnected" -> Set.of(String.valueOf(instance().agentConnected()));
          case "agentVersion" -> optional(instance().versions().agentVersion());
          case "ec2InstanceId" -> Set.of(instance().ec2InstanceId());
          case "registeredAt" -> Set.of(instance().registeredAt().toString());
          case "runningTasksCount" -> Set.of(String.valueOf(running));
          case "task:group" -> groups.keySet();
          default ->
              name.startsWith("attribute:")
                  ? optional(host.attributes().get(name.substring("attribute:".length())))
                  : Set.of();
        };
  }

  private static Set<String> optional(@Nullable String value) {
    return value == null ? Set.of() : Set.of(value);
  }
}
