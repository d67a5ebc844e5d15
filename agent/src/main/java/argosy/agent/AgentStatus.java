package argosy.agent;

import java.util.List;

/// What an agent is doing, for people and for tests.
///
/// @param containerInstance its ARN; empty before the first registration
/// @param connected whether the control plane can be heard
/// @param tasks in the order of their arrival, stopped ones until their containers are removed
public record AgentStatus(
    String cluster, String containerInstance, boolean connected, List<TaskStatus> tasks) {

  public AgentStatus {
    tasks = List.copyOf(tasks);
  }

  /// @param desiredStatus `RUNNING` or `STOPPED`
  /// @param lastStatus `PENDING`, `RUNNING` or `STOPPED`
  /// @param containers the names of its containers as the engine knows them
  public record TaskStatus(
      String arn,
      String family,
      String version,
      String desiredStatus,
      String lastStatus,
      List<String> containers) {

    public TaskStatus {
      containers = List.copyOf(containers);
    }

    public boolean isOver() {
      return lastStatus.equals("STOPPED");
    }
  }
}
