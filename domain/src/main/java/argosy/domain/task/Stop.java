package argosy.domain.task;

/// Why a task stops; the first cause is the one that counts.
///
/// @param reason in full: what happened, and to whom
public record Stop(StopCode code, String reason) {}
