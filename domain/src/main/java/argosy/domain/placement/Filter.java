package argosy.domain.placement;

import argosy.domain.id.InstanceArn;
import argosy.domain.query.Query;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ecs.model.Attribute;

/// Which instances can take a task, and why the others can't.
final class Filter {
  private final Wanted wanted;
  private final Reservation needs;

  Filter(Wanted wanted) {
    this.wanted = wanted;
    this.needs = wanted.reservation();
  }

  /// True if nothing is against it but perhaps attributes and its agent, which are looked at once
  /// for all tasks ([Room#having], [Room#duties]). It is asked for each of thousands of instances.
  boolean hasRoom(Ledger ledger) {
    return ledger.freeCpuUnits() >= needs.cpuUnits()
        && ledger.freeMemoryMib() >= needs.memoryMib()
        && ledger.hasStorage(needs)
        && hasGpus(ledger)
        && takenPorts(ledger).isEmpty()
        && broken(ledger).isEmpty();
  }

  /// The first thing that is against it, in the order in which ECS looks.
  Optional<Veto> veto(Ledger ledger) {
    if (!ledger.instance().agentConnected()) {
      return Optional.of(new Veto.AgentAway());
    }
    Optional<Attribute> missing = missing(ledger);
    if (missing.isPresent()) {
      return Optional.of(new Veto.LacksAttribute(missing.get()));
    }
    Optional<Constraint> broken = broken(ledger);
    if (broken.isPresent()) {
      return Optional.of(new Veto.BreaksConstraint(broken.get(), wanted.group()));
    }
    if (ledger.freeCpuUnits() < needs.cpuUnits()) {
      return Optional.of(new Veto.LacksCpu(needs.cpuUnits(), ledger.freeCpuUnits()));
    }
    if (ledger.freeMemoryMib() < needs.memoryMib()) {
      return Optional.of(new Veto.LacksMemory(needs.memoryMib(), ledger.freeMemoryMib()));
    }
    if (!ledger.hasStorage(needs)) {
      return Optional.of(new Veto.LacksStorage(needs.storageGib(), ledger.freeStorageGib()));
    }
    if (!hasGpus(ledger)) {
      return Optional.of(new Veto.LacksGpus(wanted.gpus(), ledger.freeGpus()));
    }
    Set<Integer> taken = takenPorts(ledger);
    return taken.isEmpty() ? Optional.empty() : Optional.of(new Veto.PortsTaken(taken));
  }

  private boolean hasGpus(Ledger ledger) {
    return wanted.gpus() == 0 || ledger.freeGpus().size() >= wanted.gpus();
  }

  /// What is against it for good, whatever is free there.
  Optional<Veto> unsuited(Ledger ledger) {
    Optional<Attribute> missing = missing(ledger);
    if (missing.isPresent()) {
      return Optional.of(new Veto.LacksAttribute(missing.get()));
    }
    return broken(ledger).map(broken -> new Veto.BreaksConstraint(broken, wanted.group()));
  }

  private Set<Integer> takenPorts(Ledger ledger) {
    if (needs.tcp().isEmpty() && needs.udp().isEmpty()) {
      return Set.of();
    }
    Set<Integer> taken = new HashSet<>();
    needs.tcp().stream().filter(ledger.usedTcp()::contains).forEach(taken::add);
    needs.udp().stream().filter(ledger.usedUdp()::contains).forEach(taken::add);
    return taken;
  }

  private Optional<Attribute> missing(Ledger ledger) {
    return missing(ledger, wanted.requires());
  }

  /// The first of several attributes that an instance doesn't have as it is required.
  static Optional<Attribute> missing(Ledger ledger, List<Attribute> requires) {
    for (Attribute required : requires) {
      String value = ledger.host().attributes().get(required.name());
      if (value == null || (required.value() != null && !required.value().equals(value))) {
        return Optional.of(required);
      }
    }
    return Optional.empty();
  }

  private Optional<Constraint> broken(Ledger ledger) {
    for (Constraint constraint : wanted.constraints()) {
      boolean holds =
          switch (constraint) {
            case Constraint.DistinctInstance() -> ledger.of(wanted.group()) == 0;
            case Constraint.MemberOf(Query expression) -> expression.test(ledger.subject());
            case Constraint.InZones zones -> zones.holds(ledger.host().zone());
            case Constraint.NotKept(Set<InstanceArn> kept) ->
                !kept.contains(ledger.instance().arn());
            case Constraint.DaemonsFirst(Set<InstanceArn> waiting) ->
                !waiting.contains(ledger.instance().arn());
          };
      if (!holds) {
        return Optional.of(constraint);
      }
    }
    return Optional.empty();
  }
}
