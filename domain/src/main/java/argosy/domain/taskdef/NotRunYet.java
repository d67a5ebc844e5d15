package argosy.domain.taskdef;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LinuxParameters;
import software.amazon.awssdk.services.ecs.model.LogConfiguration;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.ResourceType;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.Volume;

/// What a definition says that no agent can do yet. Such a definition registers and is kept, but a
/// task of it isn't started: to start it and leave something out would be a lie. This list only
/// shrinks.
public final class NotRunYet {

  /// Said of a task, and true in it (or of no consequence for it).
  private static final Set<String> TASK =
      Set.of(
          "taskDefinitionArn",
          "containerDefinitions",
          "family",
          "networkMode",
          "revision",
          "volumes",
          "placementConstraints",
          "status",
          "requiresAttributes",
          "compatibilities",
          "requiresCompatibilities",
          "runtimePlatform",
          "cpu",
          "memory",
          "ephemeralStorage",
          "pidMode",
          "ipcMode",
          "taskRoleArn",
          "executionRoleArn",
          "registeredAt",
          "deregisteredAt",
          "registeredBy");

  /// Said of a container, and true in it.
  private static final Set<String> CONTAINER =
      Set.of(
          "name",
          "image",
          "cpu",
          "memory",
          "memoryReservation",
          "links",
          "portMappings",
          "essential",
          "entryPoint",
          "command",
          "environment",
          "mountPoints",
          "stopTimeout",
          "hostname",
          "user",
          "workingDirectory",
          "disableNetworking",
          "readonlyRootFilesystem",
          "dnsServers",
          "dnsSearchDomains",
          "extraHosts",
          "interactive",
          "pseudoTerminal",
          "dockerLabels",
          "dockerSecurityOptions",
          "ulimits",
          "systemControls",
          "privileged",
          "linuxParameters",
          "logConfiguration",
          "healthCheck",
          "dependsOn",
          "startTimeout",
          "volumesFrom",
          "restartPolicy",
          "versionConsistency",
          "environmentFiles",
          "resourceRequirements");

  private static final Set<String> VOLUME =
      Set.of("name", "host", "dockerVolumeConfiguration", "efsVolumeConfiguration");

  /// What the engine does with a container's output. `awsfirelens` needs a router, `splunk` its
  /// secrets.
  private static final Set<LogDriver> LOG_DRIVERS =
      EnumSet.of(
          LogDriver.AWSLOGS,
          LogDriver.JSON_FILE,
          LogDriver.SYSLOG,
          LogDriver.JOURNALD,
          LogDriver.GELF,
          LogDriver.FLUENTD);

  private NotRunYet() {}

  /// One entry for each thing, in words; empty if all of it can be done.
  public static List<String> of(TaskDefinition definition) {
    var all = new ArrayList<String>();
    all.addAll(Said.besides(TASK, definition).toList());
    for (ContainerDefinition container : definition.containerDefinitions()) {
      Said.besides(CONTAINER, container)
          .map(member -> member + " of container " + container.name())
          .forEach(all::add);
      if (container.resourceRequirements().stream().anyMatch(r -> r.type() != ResourceType.GPU)) {
        all.add("resourceRequirements of container " + container.name());
      }
      LogConfiguration log = container.logConfiguration();
      if (log != null
          && !LogOptions.isNone(log)
          && (!LOG_DRIVERS.contains(log.logDriver()) || !log.secretOptions().isEmpty())) {
        all.add("logConfiguration of container " + container.name());
      }
      LinuxParameters linux = container.linuxParameters();
      if (linux != null && linux.maxSwap() != null && container.memory() == null) {
        all.add("maxSwap without memory of container " + container.name());
      }
    }
    for (Volume volume : definition.volumes()) {
      Said.besides(VOLUME, volume)
          .map(member -> member + " of volume " + volume.name())
          .forEach(all::add);
    }
    return all;
  }
}
