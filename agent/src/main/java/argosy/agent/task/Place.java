package argosy.agent.task;

import java.net.URI;

/// Where tasks run here.
///
/// @param host the agent's own id, which its containers carry
/// @param cluster as configured: a name or an ARN
/// @param logs the endpoint of CloudWatch Logs for this host's engine
/// @param gpus how its containers get those of this host
/// @param joins whether its engine puts containers into namespaces that are made for tasks
/// @param metadata under which ids containers ask about themselves
public record Place(
    String host,
    String cluster,
    String region,
    String publishAddress,
    URI logs,
    GpuAccess gpus,
    boolean joins,
    MetadataIds metadata) {}
