package argosy.domain.instance;

/// What a container instance may be asked to do.
public enum InstanceStatus {
  /// It takes tasks.
  ACTIVE,
  /// It runs what it has and takes no more.
  DRAINING,
  /// It has left its cluster.
  INACTIVE
}
