package argosy.wire.tcs;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A message on the TCS web socket. [TcsFrame] puts it into its frame; the names of the records and
/// of their members are the names on the wire. Lists may be missing on the wire, other members that
/// aren't nullable may not.
public sealed interface TcsMessage {

  // From the agent to the control plane. Timestamps are seconds since the epoch, with a fraction.

  /// Measurements, every 20 seconds.
  ///
  /// @param instanceMetrics of the host itself, from newer agents
  /// @param taskMetrics at most 10 tasks a frame
  record PublishMetricsRequest(
      Metadata metadata,
      @Nullable JsonNode instanceMetrics,
      List<JsonNode> taskMetrics,
      double timestamp)
      implements TcsMessage {

    public PublishMetricsRequest {
      taskMetrics = taskMetrics == null ? List.of() : List.copyOf(taskMetrics);
      Objects.requireNonNull(metadata, "metadata");
    }
  }

  /// Health of containers that have a check. There is no other way for it.
  record PublishHealthRequest(Metadata metadata, List<TaskHealth> tasks, double timestamp)
      implements TcsMessage {

    public PublishHealthRequest {
      tasks = tasks == null ? List.of() : List.copyOf(tasks);
      Objects.requireNonNull(metadata, "metadata");
    }
  }

  /// Whether the parts of an instance work.
  record PublishInstanceStatusRequest(
      Metadata metadata, List<InstanceStatus> statuses, double timestamp) implements TcsMessage {

    public PublishInstanceStatusRequest {
      statuses = statuses == null ? List.of() : List.copyOf(statuses);
      Objects.requireNonNull(metadata, "metadata");
    }
  }

  // From the control plane to the agent. Each keeps the agent from closing the socket.

  /// Sent at least once a minute; not answered.
  record HeartbeatMessage(boolean healthy) implements TcsMessage {}

  record AckPublishMetric(@Nullable String message) implements TcsMessage {}

  record AckPublishHealth(@Nullable String message) implements TcsMessage {}

  record AckPublishInstanceStatus(@Nullable String message) implements TcsMessage {}

  /// Anything whose type this version doesn't know. Logged and dropped, the socket stays open.
  record Unknown(String type) implements TcsMessage {}

  /// What a report belongs to.
  ///
  /// @param messageId shared by the frames of one report
  /// @param requestId instead of a message id, with the instance's status
  /// @param idle true if the instance runs no task
  /// @param fin true in the last frame of a report
  record Metadata(
      String cluster,
      String containerInstance,
      @Nullable String messageId,
      @Nullable String requestId,
      @Nullable Boolean idle,
      @Nullable Boolean fin) {
    public Metadata {
      Objects.requireNonNull(cluster, "cluster");
      Objects.requireNonNull(containerInstance, "containerInstance");
    }
  }

  record TaskHealth(
      String taskArn,
      @Nullable String taskDefinitionFamily,
      @Nullable String taskDefinitionVersion,
      List<ContainerHealth> containers) {

    public TaskHealth {
      containers = containers == null ? List.of() : List.copyOf(containers);
      Objects.requireNonNull(taskArn, "taskArn");
    }
  }

  /// @param healthStatus `HEALTHY`, `UNHEALTHY` or `UNKNOWN`
  record ContainerHealth(String containerName, String healthStatus, @Nullable Double statusSince) {
    public ContainerHealth {
      Objects.requireNonNull(containerName, "containerName");
      Objects.requireNonNull(healthStatus, "healthStatus");
    }
  }

  /// @param type such as `ContainerRuntime`
  /// @param status `OK`, `IMPAIRED`, `INITIALIZING` or `INSUFFICIENT_DATA`
  record InstanceStatus(
      String type, String status, @Nullable Double lastUpdated, @Nullable Double lastStatusChange) {
    public InstanceStatus {
      Objects.requireNonNull(type, "type");
      Objects.requireNonNull(status, "status");
    }
  }
}
