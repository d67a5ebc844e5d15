package argosy.domain.taskdef;

import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DockerVolumeConfiguration;
import software.amazon.awssdk.services.ecs.model.EFSVolumeConfiguration;
import software.amazon.awssdk.services.ecs.model.HealthCheck;
import software.amazon.awssdk.services.ecs.model.HostVolumeProperties;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Scope;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TransportProtocol;
import software.amazon.awssdk.services.ecs.model.Volume;

/// What ECS echoes of a registration: what was said, and the defaults that AWS spells out. A
/// default more or less shows in Terraform as a difference for ever.
final class Echo {
  private Echo() {}

  static TaskDefinition.Builder of(RegisterTaskDefinitionRequest said) {
    return TaskDefinition.builder()
        .family(said.family())
        .taskRoleArn(said.taskRoleArn())
        .executionRoleArn(said.executionRoleArn())
        .networkMode(said.networkModeAsString())
        .containerDefinitions(
            said.containerDefinitions().stream().map(c -> container(c, said)).toList())
        .volumes(said.volumes().stream().map(Echo::volume).toList())
        .placementConstraints(
            said.hasPlacementConstraints() ? said.placementConstraints() : List.of())
        .requiresCompatibilities(
            said.hasRequiresCompatibilities() ? said.requiresCompatibilities() : null)
        .cpu(TaskSize.cpuUnits(said.cpu()).map(String::valueOf).orElse(null))
        .memory(TaskSize.memoryMib(said.memory()).map(String::valueOf).orElse(null))
        .pidMode(said.pidModeAsString())
        .ipcMode(said.ipcModeAsString())
        .proxyConfiguration(said.proxyConfiguration())
        .ephemeralStorage(said.ephemeralStorage())
        .runtimePlatform(said.runtimePlatform())
        .enableFaultInjection(said.enableFaultInjection());
  }

  /// `essential` is true unless denied; lists that most containers have are there even when empty.
  private static ContainerDefinition container(
      ContainerDefinition said, RegisterTaskDefinitionRequest task) {
    return said.toBuilder()
        .cpu(said.cpu() == null ? 0 : said.cpu())
        .essential(said.essential() == null || said.essential())
        .portMappings(said.portMappings().stream().map(port -> port(port, task)).toList())
        .environment(said.hasEnvironment() ? said.environment() : List.of())
        .mountPoints(said.hasMountPoints() ? said.mountPoints() : List.of())
        .volumesFrom(said.hasVolumesFrom() ? said.volumesFrom() : List.of())
        .systemControls(said.hasSystemControls() ? said.systemControls() : List.of())
        .healthCheck(said.healthCheck() == null ? null : health(said.healthCheck()))
        .build();
  }

  private static HealthCheck health(HealthCheck said) {
    return said.toBuilder()
        .interval(Objects.requireNonNullElse(said.interval(), 30))
        .timeout(Objects.requireNonNullElse(said.timeout(), 5))
        .retries(Objects.requireNonNullElse(said.retries(), 3))
        .build();
  }

  /// A volume of no kind is one on the host, at a place of the agent's choice.
  private static Volume volume(Volume said) {
    boolean plain =
        said.host() == null
            && said.dockerVolumeConfiguration() == null
            && said.efsVolumeConfiguration() == null
            && said.fsxWindowsFileServerVolumeConfiguration() == null
            && said.configuredAtLaunch() == null;
    if (plain) {
      return said.toBuilder().host(HostVolumeProperties.builder().build()).build();
    }
    EFSVolumeConfiguration efs = said.efsVolumeConfiguration();
    if (efs != null && (efs.rootDirectory() == null || efs.rootDirectory().isEmpty())) {
      return said.toBuilder()
          .efsVolumeConfiguration(efs.toBuilder().rootDirectory("/").build())
          .build();
    }
    DockerVolumeConfiguration docker = said.dockerVolumeConfiguration();
    return docker != null && docker.scope() == null
        ? said.toBuilder()
            .dockerVolumeConfiguration(docker.toBuilder().scope(Scope.TASK).build())
            .build()
        : said;
  }

  private static PortMapping port(PortMapping said, RegisterTaskDefinitionRequest task) {
    String mode = task.networkModeAsString();
    boolean same = "awsvpc".equals(mode) || "host".equals(mode);
    var echo = said.toBuilder();
    if (said.protocolAsString() == null) {
      echo.protocol(TransportProtocol.TCP);
    }
    if (said.hostPort() == null && said.containerPortRange() == null) {
      echo.hostPort(same ? said.containerPort() : Integer.valueOf(0));
    }
    return echo.build();
  }
}
