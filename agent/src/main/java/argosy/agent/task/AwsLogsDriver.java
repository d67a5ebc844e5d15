package argosy.agent.task;

import argosy.wire.acs.PayloadTask;
import argosy.wire.acs.RoleCredentials;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What the engine's driver `awslogs` has to be told that no definition says: where the log service
/// is, and where it asks for the credentials of the execution role. Without them it would look for
/// both on the network, and wait.
final class AwsLogsDriver {

  /// A line is to be seen within two seconds of its print; the driver's own pause is five.
  private static final String FLUSH_SECONDS = "1";

  private AwsLogsDriver() {}

  /// @param host the `HostConfig` of a container's creation
  /// @throws IllegalArgumentException with the container's reason, if the driver would find nothing
  static void complete(ObjectNode host, PayloadTask task, Place place) {
    if (!(host.get("LogConfig") instanceof ObjectNode log)
        || !log.path("Type").asString("").equals("awslogs")) {
      return;
    }
    if (!place.metadata().isAnswered()) {
      throw new IllegalArgumentException(
          "ResourceInitializationError: the log driver awslogs asks for its credentials at "
              + MetadataIds.ADDRESS
              + ", which this host's agent doesn't serve; its log says why");
    }
    RoleCredentials role = task.executionRoleCredentials();
    if (role == null) {
      throw new IllegalArgumentException(
          "ResourceInitializationError: the log driver awslogs has no credentials: name an"
              + " executionRoleArn of this account, or none for the container instance's own");
    }
    ObjectNode options = log.withObjectProperty("Config");
    standard(options, "awslogs-endpoint", place.logs().toString());
    standard(options, "awslogs-region", place.region());
    standard(options, "awslogs-force-flush-interval-seconds", FLUSH_SECONDS);
    options.put("awslogs-credentials-endpoint", MetadataIds.credentials(role));
  }

  private static void standard(ObjectNode options, String name, String value) {
    JsonNode said = options.get(name);
    if (said == null || said.asString("").isEmpty()) {
      options.put(name, value);
    }
  }
}
