package argosy.domain.service;

/// What ECS calls a thing that the scheduler of a service did or couldn't do, in "ECS Service
/// Action" events.
///
/// @see "Service action events in the developer guide of Amazon ECS"
public enum ServiceAction {
  /// It has as many healthy tasks as it is meant to have.
  SERVICE_STEADY_STATE,

  /// The scheduler itself has changed how many tasks it is meant to have.
  SERVICE_DESIRED_COUNT_UPDATED,

  /// Its tasks don't start time and again, and are tried at longer and longer intervals.
  SERVICE_TASK_START_IMPAIRED,

  /// There is no place for a task of it.
  SERVICE_TASK_PLACEMENT_FAILURE
}
