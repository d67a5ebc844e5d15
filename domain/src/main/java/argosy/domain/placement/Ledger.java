package argosy.domain.placement;

import argosy.domain.instance.Instance;
import argosy.domain.query.Subject;
import argosy.domain.state.Invariant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
    int freeStorageGib,
    PSet<Integer> usedTcp,
    PSet<Integer> usedUdp,
    PSet<String> usedGpus,
    int tasks,
    int running,
    Groups groups) {

  /// An instance with what its tasks took.
  public static Ledger of(Instance instance, Collection<Held> taken) {
    Host host = Host.of(instance);
    var ledger =
        new Ledger(
            host,
            host.capacity().cpuUnits(),
            host.capacity().memoryMib(),
            host.storageGib(),
            HashTreePSet.from(host.capacity().reservedTcp()),
            HashTreePSet.from(host.capacity().reservedUdp()),
            HashTreePSet.empty(),
            0,
            0,
            Groups.NONE);
    for (Held held : taken) {
      ledger = ledger.plus(held);
    }
    return ledger;
  }

  public Instance instance() {
    return host.instance();
  }

  /// True if its agent registered it as a machine outside AWS, as ECS Anywhere does.
  public boolean isExternal() {
    return host.external();
  }

  /// Whose tasks it takes.
  public Pool pool() {
    return host.pool();
  }

  /// True if its tasks come through a capacity provider: it names it in an attribute.
  public boolean isOf(String capacityProvider) {
    return capacityProvider.equals(host.provider());
  }

  /// Why it doesn't take what is wanted.
  public Optional<Veto> veto(Wanted wanted) {
    return new Filter(wanted).veto(this);
  }

  /// Why it will never take what is wanted, however much of it is free.
  public Optional<Veto> unsuited(Wanted wanted) {
    return new Filter(wanted).unsuited(this);
  }

  /// True if a task of a group is here.
  public boolean has(String group) {
    return groups.of(group) > 0;
  }

  /// The instance with one task more, whether or not there is room.
  public Ledger plus(Held held) {
    Reservation taken = held.reservation();
    return new Ledger(
        host,
        freeCpuUnits - taken.cpuUnits(),
        freeMemoryMib - taken.memoryMib(),
        freeStorageGib - taken.storageGib(),
        taken.tcp().isEmpty() ? usedTcp : usedTcp.plusAll(taken.tcp()),
        taken.udp().isEmpty() ? usedUdp : usedUdp.plusAll(taken.udp()),
        held.gpus().isEmpty() ? usedGpus : usedGpus.plusAll(held.gpus()),
        tasks + 1,
        running + (held.running() ? 1 : 0),
        groups.with(held.group(), 1));
  }

  /// The instance without a task that it had.
  public Ledger minus(Held held) {
    Reservation taken = held.reservation();
    return new Ledger(
        host,
        freeCpuUnits + taken.cpuUnits(),
        freeMemoryMib + taken.memoryMib(),
        freeStorageGib + taken.storageGib(),
        taken.tcp().isEmpty() ? usedTcp : usedTcp.minusAll(taken.tcp()),
        taken.udp().isEmpty() ? usedUdp : usedUdp.minusAll(taken.udp()),
        held.gpus().isEmpty() ? usedGpus : usedGpus.minusAll(held.gpus()),
        tasks - 1,
        running - (held.running() ? 1 : 0),
        groups.with(held.group(), -1));
  }

  /// The ids of the GPUs that no task has, in the instance's order.
  public List<String> freeGpus() {
    List<String> all = host.capacity().gpus();
    return usedGpus.isEmpty() ? all : all.stream().filter(id -> !usedGpus.contains(id)).toList();
  }

  /// What a task would hold here, for which there is room: the first of the free GPUs.
  public Held holding(Wanted wanted) {
    return wanted.gpus() == 0
        ? wanted.held()
        : wanted.held().with(List.copyOf(freeGpus().subList(0, wanted.gpus())));
  }

  /// The instance with a task for which there is room.
  Ledger taking(Held held) {
    boolean fits =
        freeCpuUnits >= held.reservation().cpuUnits()
            && freeMemoryMib >= held.reservation().memoryMib()
            && hasStorage(held.reservation())
            && (held.gpus().isEmpty() || held.gpus().stream().noneMatch(usedGpus::contains));
    Invariant.that(fits, () -> "instance oversold: " + instance().arn());
    return plus(held);
  }

  /// Whether the disk has what a task reserves of it. A host that has less than before, as its disk
  /// filled up, still takes who reserves nothing.
  boolean hasStorage(Reservation needs) {
    return needs.storageGib() == 0 || freeStorageGib >= needs.storageGib();
  }

  /// How many tasks of a group are here.
  int of(String group) {
    return groups.of(group);
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
          case "task:group" -> groups.names();
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
