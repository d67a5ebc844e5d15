package argosy.domain.deployment;

import java.util.List;

/// What a pass is to do to the tasks of a service.
///
/// @param starts how many tasks of the PRIMARY deployment to start
/// @param stops which ones to stop, and why
record Plan(int starts, List<Stopping> stops) {

  /// @param reason as the task's `stoppedReason` says it
  record Stopping(Seen seen, String reason) {}

  Plan {
    stops = List.copyOf(stops);
  }
}
