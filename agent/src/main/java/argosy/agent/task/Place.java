package argosy.agent.task;

import java.net.URI;

/// Where tasks run here.
///
/// @param host the agent's own id, which its containers carry
/// @param cluster as configured: a name or an ARN
/// @param logs the endpoint of CloudWatch Logs for this host's engine
/// @param gpus how its containers get those of this host
/// @param runtimes by which its engine runs containers
/// @param metadata under which ids containers ask about themselves
public record Place(
    String host,
    String cluster,
    String region,
    String publishAddress,
    URI logs,
    GpuAccess gpus,
    OciRuntimes runtimes,
    MetadataIds metadata) {}
