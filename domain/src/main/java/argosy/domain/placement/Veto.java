package argosy.domain.placement;

import argosy.domain.instance.Instance;
import argosy.domain.query.Query;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.Failure;

/// Why an instance doesn't take a task.
public sealed interface Veto {

  /// As ECS spells it in the `reason` of a failure.
  String reason();

  /// What is wanted and what is there.
  String explain();

  /// As an answer says it of an instance.
  default Failure failure(Instance instance) {
    return Failure.builder()
        .arn(instance.arn().toString())
        .reason(reason())
        .detail(explain())
        .build();
  }

  record LacksCpu(int wantedUnits, int freeUnits) implements Veto {
    @Override
    public String reason() {
      return "RESOURCE:CPU";
    }

    @Override
    public String explain() {
      return "The task needs " + wantedUnits + " CPU units, " + freeUnits + " are free.";
    }
  }

  record LacksMemory(int wantedMib, int freeMib) implements Veto {
    @Override
    public String reason() {
      return "RESOURCE:MEMORY";
    }

    @Override
    public String explain() {
      return "The task needs " + wantedMib + " MiB of memory, " + freeMib + " MiB are free.";
    }
  }

  record LacksStorage(int wantedGib, int freeGib) implements Veto {
    @Override
    public String reason() {
      return "RESOURCE:STORAGE";
    }

    @Override
    public String explain() {
      return "The task needs "
          + wantedGib
          + " GiB of ephemeral storage, "
          + Math.max(0, freeGib)
          + " GiB are free.";
    }
  }

  /// @param free the ids of those that no task has
  record LacksGpus(int wanted, List<String> free) implements Veto {
    @Override
    public String reason() {
      return "RESOURCE:GPU";
    }

    @Override
    public String explain() {
      return "The task needs "
          + wanted
          + (wanted == 1 ? " GPU, " : " GPUs, ")
          + (free.isEmpty() ? "none is free." : "free are: " + free + ".");
    }
  }

  /// @param ports those of the wanted ones that are taken
  record PortsTaken(Set<Integer> ports) implements Veto {
    @Override
    public String reason() {
      return "RESOURCE:PORTS";
    }

    @Override
    public String explain() {
      return "Taken on the host: "
          + new TreeSet<>(ports)
          + ". A hostPort of 0 lets the host choose a free one.";
    }
  }

  record AgentAway() implements Veto {
    @Override
    public String reason() {
      return "AGENT";
    }

    @Override
    public String explain() {
      return "The instance's agent is not connected.";
    }
  }

  /// @param missing what the instance doesn't have, or has with another value
  record LacksAttribute(Attribute missing) implements Veto {
    @Override
    public String reason() {
      return "ATTRIBUTE";
    }

    @Override
    public String explain() {
      return "The instance has no attribute "
          + missing.name()
          + (missing.value() == null ? "" : " of value " + missing.value())
          + ", which the task definition requires.";
    }
  }

  /// @param group of the task
  record BreaksConstraint(Constraint constraint, String group) implements Veto {
    @Override
    public String reason() {
      return switch (constraint) {
        case Constraint.DistinctInstance() -> "DistinctInstance placement constraint unsatisfied.";
        case Constraint.MemberOf _ -> "MemberOf placement constraint unsatisfied.";
        case Constraint.InZones _ -> "RESOURCE:ENI";
        case Constraint.NotKept _ -> "SPOT";
        case Constraint.DaemonsFirst _ -> "DAEMON";
      };
    }

    @Override
    public String explain() {
      return switch (constraint) {
        case Constraint.DistinctInstance() ->
            "A task of the group " + group + " is on the instance already.";
        case Constraint.MemberOf(Query expression) ->
            "The instance is none of those that are '" + expression + "'.";
        case Constraint.InZones(var zones, _) ->
            "The task's subnets with free addresses are in "
                + (zones.isEmpty() ? "no zone" : new TreeSet<>(zones))
                + ", the instance is not.";
        case Constraint.NotKept _ ->
            "Spot tasks just gave way to a task of Fargate there, for which their room is kept.";
        case Constraint.DaemonsFirst _ ->
            "The instance is new, and a daemon's task that comes first does not run there yet.";
      };
    }
  }
}
