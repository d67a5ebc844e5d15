package argosy.domain.deployment;

import argosy.domain.instance.Instance;
import argosy.domain.placement.Veto;
import java.util.Comparator;
import java.util.Map;

/// The instance that lacks the least of what a task wants, with ECS's words for what it lacks.
record Closest(Instance instance, Veto veto) {

  /// @param vetoes at least one
  static Closest of(Map<Instance, Veto> vetoes) {
    return vetoes.entrySet().stream()
        .map(entry -> new Closest(entry.getKey(), entry.getValue()))
        .min(Comparator.comparingInt(Closest::distance))
        .orElseThrow();
  }

  /// What may pass by itself is nearer than what can't.
  private int distance() {
    return switch (veto) {
      case Veto.LacksCpu _, Veto.LacksMemory _, Veto.LacksStorage _, Veto.LacksGpus _ -> 0;
      case Veto.PortsTaken _ -> 1;
      case Veto.BreaksConstraint _ -> 2;
      case Veto.LacksAttribute _ -> 3;
      case Veto.AgentAway _ -> 4;
    };
  }

  String words() {
    return words(veto);
  }

  /// What an instance lacks, as ECS says it and in figures.
  static String words(Veto veto) {
    String what =
        switch (veto) {
          case Veto.LacksCpu _ -> "has insufficient CPU units available.";
          case Veto.LacksMemory _ -> "has insufficient memory available.";
          case Veto.LacksStorage _ -> "has insufficient ephemeral storage available.";
          case Veto.LacksGpus _ -> "has insufficient GPUs available.";
          case Veto.PortsTaken _ -> "is already using a port required by your task.";
          case Veto.BreaksConstraint _ -> "does not meet a placement constraint.";
          case Veto.LacksAttribute _ -> "is missing an attribute required by your task.";
          case Veto.AgentAway _ -> "encountered error \"AGENT\".";
        };
    return what + " " + veto.explain();
  }
}
