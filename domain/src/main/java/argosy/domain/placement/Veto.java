package argosy.domain.placement;

import java.util.Set;
import java.util.TreeSet;

/// Why an instance doesn't take a task.
public sealed interface Veto {

  /// As ECS spells it in the `reason` of a failure.
  String reason();

  /// What is wanted and what is there.
  String explain();

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
}
