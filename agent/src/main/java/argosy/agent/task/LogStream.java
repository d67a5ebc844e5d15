package argosy.agent.task;

import argosy.agent.ResourceFault;
import argosy.wire.acs.RoleCredentials;
import argosy.wire.client.ControlPlane;
import argosy.wire.client.ControlPlane.Refusal;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamResponse;
import tools.jackson.databind.JsonNode;

/// Where a container is going to log. The engine's driver, which doesn't hold a container up, would
/// go on without a word if it can't; so the agent makes the stream first.
record LogStream(URI endpoint, String region, String group, String name) {
  private static final Logger LOG = LoggerFactory.getLogger(LogStream.class);
  private static final String THERE = "ResourceAlreadyExistsException";

  /// The stream of a container; empty where it has none, or where the engine makes more than it.
  private static Optional<LogStream> of(JsonNode body) {
    JsonNode log = body.path("HostConfig").path("LogConfig");
    JsonNode options = log.path("Config");
    String name = options.path("awslogs-stream").asString("");
    boolean ours = log.path("Type").asString("").equals("awslogs") && !name.isEmpty();
    return ours && !options.path("awslogs-create-group").asString("").equals("true")
        ? Optional.of(
            new LogStream(
                URI.create(options.path("awslogs-endpoint").asString()),
                options.path("awslogs-region").asString(),
                options.path("awslogs-group").asString(""),
                name))
        : Optional.empty();
  }

  /// Sees to it that a container which logs to a stream can.
  ///
  /// @param role that it logs with, without its secrets
  /// @throws ResourceFault if it can't
  static void ready(
      JsonNode body, @Nullable RoleCredentials role, TaskCredentials known, LogService logs)
      throws ResourceFault, InterruptedException {
    Optional<LogStream> stream = of(body);
    if (stream.isPresent() && role != null) {
      Optional<RoleCredentials> whole = known.find(role.credentialsId());
      if (whole.isPresent()) {
        stream.get().make(logs, whole.get());
      }
    }
  }

  /// Makes the stream, unless it is there or nobody answers: a container needn't wait for its logs.
  ///
  /// @throws ResourceFault if the service refuses
  private void make(LogService logs, RoleCredentials role)
      throws InterruptedException, ResourceFault {
    ControlPlane service = logs.as(role, endpoint, region);
    try {
      service.call(
          CreateLogStreamRequest.builder().logGroupName(group).logStreamName(name).build(),
          CreateLogStreamResponse.class);
    } catch (Refusal e) {
      if (!e.code().equals(THERE)) {
        throw new ResourceFault(
            "failed to validate logger args: failed to create CloudWatch log stream %s in group %s"
                    .formatted(name, group)
                + " of %s at %s: %s: %s".formatted(region, endpoint, e.code(), e.getMessage())
                + (e.code().equals("ResourceNotFoundException")
                    ? " Create the group, or set awslogs-create-group to true."
                    : ""));
      }
    } catch (IOException e) {
      LOG.warn("log stream {} of group {} isn't made yet: {}", name, group, e.toString());
    }
  }
}
