package argosy.domain.service;

/// Where a service is in its life.
public enum ServiceStatus {
  ACTIVE,
  /// It is deleted, and its last tasks are on their way out.
  DRAINING,
  /// It is gone, and described for a while.
  INACTIVE
}
