package argosy.domain.task;

/// Why a task stopped, in ECS's words.
public enum StopCode {
  TASK_FAILED_TO_START("TaskFailedToStart"),
  ESSENTIAL_CONTAINER_EXITED("EssentialContainerExited"),
  USER_INITIATED("UserInitiated"),
  SERVICE_SCHEDULER_INITIATED("ServiceSchedulerInitiated"),
  /// An operator interrupted a Spot task.
  SPOT_INTERRUPTION("SpotInterruption"),
  /// A Spot task gave way to one of Fargate, for which its room is kept for a while.
  SPOT_GAVE_WAY("SpotInterruption");

  private final String spelled;

  StopCode(String spelled) {
    this.spelled = spelled;
  }

  /// As the API spells it.
  public String spelled() {
    return spelled;
  }
}
