package argosy.domain.task;

/// Why a task stops; the first cause is the one that counts.
///
/// @param reason in full: what happened, and to whom
public record Stop(StopCode code, String reason) {
  /// What the reason begins with of a task whose host has been away for too long.
  public static final String HOST_LOST = "Host lost: ";

  boolean isOfLostHost() {
    return code == StopCode.SERVICE_SCHEDULER_INITIATED && reason.startsWith(HOST_LOST);
  }
}
