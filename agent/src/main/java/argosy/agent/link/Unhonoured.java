package argosy.agent.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// What a task on the wire asks for that this agent doesn't do. Members are dropped silently when a
/// payload is decoded, so they are looked for in its text.
final class Unhonoured {
  /// Done, or of no consequence for how the task runs here.
  private static final Set<String> TASK =
      Set.of(
          "arn",
          "family",
          "version",
          "desiredStatus",
          "networkMode",
          "containers",
          "volumes",
          "cpu",
          "memory",
          "pidMode",
          "ipcMode",
          "roleCredentials",
          "executionRoleCredentials",
          "associations",
          "ephemeralStorage",
          "elasticNetworkInterfaces",
          "overrides",
          "launchType",
          "serviceName",
          "group",
          "zone",
          "taskDefinitionAccountId",
          "agentConfiguration");

  private static final Set<String> CONTAINER =
      Set.of(
          "name",
          "image",
          "command",
          "entryPoint",
          "cpu",
          "memory",
          "essential",
          "environment",
          "portMappings",
          "mountPoints",
          "links",
          "stopTimeout",
          "overrides",
          "containerArn",
          "dockerConfig",
          "dependsOn",
          "startTimeout",
          "healthCheckType",
          "volumesFrom",
          "restartPolicy",
          "environmentFiles");

  private static final Set<String> PORT =
      Set.of("containerPort", "hostPort", "protocol", "containerPortRange");

  /// Volumes of other types are refused by their type, which says more.
  private static final Set<String> VOLUME =
      Set.of(
          "name",
          "type",
          "host",
          "dockerVolumeConfiguration",
          "efsVolumeConfiguration",
          "fsxWindowsFileServerVolumeConfiguration");

  private Unhonoured() {}

  /// The names of such members, as paths.
  static List<String> in(JsonNode task) {
    List<String> found = new ArrayList<>();
    beyond(task, TASK, "", found);
    for (JsonNode container : task.path("containers")) {
      beyond(container, CONTAINER, "containers.", found);
      for (JsonNode port : container.path("portMappings")) {
        beyond(port, PORT, "containers.portMappings.", found);
      }
    }
    for (JsonNode volume : task.path("volumes")) {
      beyond(volume, VOLUME, "volumes.", found);
    }
    return found.stream().distinct().toList();
  }

  private static void beyond(JsonNode node, Set<String> known, String path, List<String> found) {
    for (var member : node.properties()) {
      if (!known.contains(member.getKey()) && asks(member.getValue())) {
        found.add(path + member.getKey());
      }
    }
  }

  /// Null, false, 0 and what is empty ask for nothing.
  private static boolean asks(JsonNode value) {
    return switch (value.getNodeType()) {
      case NULL, MISSING -> false;
      case BOOLEAN -> value.asBoolean();
      case NUMBER -> value.asDouble() != 0;
      case STRING -> !value.asString().isEmpty();
      case ARRAY, OBJECT -> !value.isEmpty();
      case BINARY, POJO -> true;
    };
  }
}
