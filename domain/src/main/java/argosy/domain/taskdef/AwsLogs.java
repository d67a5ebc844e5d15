package argosy.domain.taskdef;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LogConfiguration;
import software.amazon.awssdk.services.ecs.model.LogDriver;

/// Where a container that logs to CloudWatch Logs writes.
///
/// @param region the log group's
/// @param endpoint of another log service than the task's own; empty unless the definition says one
public record AwsLogs(String group, String region, String stream, String endpoint) {

  /// Where the container of a task writes; empty if it logs otherwise.
  ///
  /// @param containerId the engine's: the stream's name where the definition says none
  public static Optional<AwsLogs> of(ContainerDefinition said, String task, String containerId) {
    if (!isUsed(said)) {
      return Optional.empty();
    }
    Map<String, String> options = LogOptions.of(said, task, "");
    return Optional.of(
        new AwsLogs(
            options.getOrDefault("awslogs-group", ""),
            options.getOrDefault("awslogs-region", ""),
            options.getOrDefault(LogOptions.STREAM, containerId),
            options.getOrDefault("awslogs-endpoint", "")));
  }

  /// Whether a container logs to CloudWatch Logs.
  public static boolean isUsed(ContainerDefinition said) {
    LogConfiguration log = said.logConfiguration();
    return log != null && log.logDriver() == LogDriver.AWSLOGS;
  }
}
