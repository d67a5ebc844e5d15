package argosy.domain.cluster;

/// How much lives in a cluster.
///
/// @param instances that are ACTIVE or DRAINING
/// @param running tasks that are RUNNING
/// @param pending tasks on their way there
/// @param unstopped all tasks that aren't STOPPED
public record Occupancy(int instances, int running, int pending, int unstopped) {}
