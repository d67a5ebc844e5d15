package argosy.agent.task;

/// How far a container has come. A status never moves left.
enum ContainerStatus {
  NONE,
  PULLED,
  CREATED,
  RUNNING,
  STOPPED;

  boolean atLeast(ContainerStatus other) {
    return compareTo(other) >= 0;
  }

  /// The control plane's word for it.
  String word() {
    return switch (this) {
      case NONE, PULLED, CREATED -> "PENDING";
      case RUNNING -> "RUNNING";
      case STOPPED -> "STOPPED";
    };
  }
}
