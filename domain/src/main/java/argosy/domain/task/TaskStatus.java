package argosy.domain.task;

import java.util.EnumSet;
import java.util.Set;

/// Where a task is in its life, or wants to be. Statuses are ordered and never move left.
public enum TaskStatus {
  /// Something is prepared before it can start, such as a network interface.
  PROVISIONING,
  /// It is placed, or waits for its instance's agent to start it.
  PENDING,
  /// It runs, and something is finished around it, such as joining a load balancer.
  ACTIVATING,
  RUNNING,
  /// It leaves what was joined in ACTIVATING.
  DEACTIVATING,
  /// Its containers were told to stop.
  STOPPING,
  /// What was prepared in PROVISIONING is taken down.
  DEPROVISIONING,
  STOPPED;

  /// The whole lifecycle, one row a status.
  private Set<TaskStatus> next() {
    return switch (this) {
      case PROVISIONING ->
          EnumSet.of(PENDING, ACTIVATING, RUNNING, STOPPING, DEPROVISIONING, STOPPED);
      case PENDING -> EnumSet.of(ACTIVATING, RUNNING, STOPPING, DEPROVISIONING, STOPPED);
      case ACTIVATING -> EnumSet.of(RUNNING, DEACTIVATING, STOPPING, DEPROVISIONING, STOPPED);
      case RUNNING -> EnumSet.of(DEACTIVATING, STOPPING, DEPROVISIONING, STOPPED);
      case DEACTIVATING -> EnumSet.of(STOPPING, DEPROVISIONING, STOPPED);
      case STOPPING -> EnumSet.of(DEPROVISIONING, STOPPED);
      case DEPROVISIONING -> EnumSet.of(STOPPED);
      case STOPPED -> EnumSet.noneOf(TaskStatus.class);
    };
  }

  /// True if a task of this status may become one of the other.
  public boolean mayBecome(TaskStatus other) {
    return next().contains(other);
  }

  /// The other status if a task of this one may become it, else this one: late and repeated reports
  /// change nothing.
  TaskStatus towards(TaskStatus other) {
    return mayBecome(other) ? other : this;
  }
}
