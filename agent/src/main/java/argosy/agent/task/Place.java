package argosy.agent.task;

/// Where tasks run here.
///
/// @param host the agent's own id, which its containers carry
/// @param cluster as configured: a name or an ARN
public record Place(String host, String cluster, String region, String publishAddress) {}
