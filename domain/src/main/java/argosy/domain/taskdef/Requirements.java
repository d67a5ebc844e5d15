package argosy.domain.taskdef;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.EFSVolumeConfiguration;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.Volume;

/// What an instance's agent must be able to do for tasks of a definition, in the names that agents
/// register as their attributes, and in the order in which ECS answers them.
final class Requirements {
  private static final String OLD = "com.amazonaws.ecs.capability.";
  private static final String NEW = "ecs.capability.";

  /// What gets environment files.
  static final String FILES = NEW + "env-files.s3";

  private static final Pattern ECR =
      Pattern.compile("\\d{12}\\.dkr[.-]ecr[a-z-]*\\..*(amazonaws\\.com|on\\.aws).*");

  private final RegisterTaskDefinitionRequest said;
  private final Set<String> names = new LinkedHashSet<>();

  private Requirements(RegisterTaskDefinitionRequest said) {
    this.said = said;
  }

  static List<Attribute> of(RegisterTaskDefinitionRequest said) {
    var requirements = new Requirements(said);
    requirements.logs();
    requirements.images();
    requirements.containers();
    requirements.task();
    return requirements.names.stream().map(name -> Attribute.builder().name(name).build()).toList();
  }

  /// True if an image is in a private registry of ECR.
  static boolean isEcr(ContainerDefinition container) {
    return ECR.matcher(container.image()).matches();
  }

  private void logs() {
    for (ContainerDefinition container : said.containerDefinitions()) {
      if (container.logConfiguration() == null) {
        continue;
      }
      LogDriver driver = container.logConfiguration().logDriver();
      names.add(OLD + "logging-driver." + container.logConfiguration().logDriverAsString());
      if (driver == LogDriver.AWSLOGS && hasExecutionRole()) {
        names.add(NEW + "execution-role-awslogs");
      }
      for (Secret secret : container.logConfiguration().secretOptions()) {
        names.add(NEW + "secrets." + store(secret) + ".bootstrap.log-driver");
      }
    }
    when(any(c -> c.firelensConfiguration() != null), NEW + "firelens." + firelens());
  }

  private String firelens() {
    return said.containerDefinitions().stream()
        .filter(c -> c.firelensConfiguration() != null)
        .map(c -> c.firelensConfiguration().typeAsString())
        .findFirst()
        .orElse("");
  }

  private void images() {
    boolean ecr = any(Requirements::isEcr);
    when(said.volumes().stream().anyMatch(Requirements::isEfsWithRights), NEW + "efsAuth");
    when(ecr, OLD + "ecr-auth");
    when(ecr || any(Requirements::hasLogOptions), docker(19));
    when(said.volumes().stream().anyMatch(v -> v.efsVolumeConfiguration() != null), NEW + "efs");
    when(any(c -> c.memoryReservation() != null), docker(21));
    when(
        any(c -> c.repositoryCredentials() != null),
        NEW + "private-registry-authentication.secretsmanager");
  }

  private void containers() {
    if (said.taskRoleArn() != null && !said.taskRoleArn().isEmpty()) {
      boolean host = said.networkMode() == NetworkMode.HOST;
      names.add(OLD + (host ? "task-iam-role-network-host" : "task-iam-role"));
    }
    when(any(c -> c.privileged() != null && c.privileged()), OLD + "privileged-container");
    when(
        any(Requirements::hasInit)
            || said.volumes().stream().anyMatch(v -> v.efsVolumeConfiguration() != null),
        docker(25));
    when(any(c -> c.healthCheck() != null), NEW + "container-health-check");
    when(
        any(c -> !c.dependsOn().isEmpty() || c.startTimeout() != null || c.stopTimeout() != null),
        NEW + "container-ordering");
    when(any(c -> c.restartPolicy() != null), NEW + "container-restart-policy");
    when(any(c -> !c.environmentFiles().isEmpty()), FILES);
    for (ContainerDefinition container : said.containerDefinitions()) {
      for (Secret secret : container.secrets()) {
        names.add(NEW + "secrets." + store(secret) + ".environment-variables");
      }
    }
    when(any(Requirements::isEcr) && hasExecutionRole(), NEW + "execution-role-ecr-pull");
  }

  private void task() {
    boolean awsvpc = said.networkMode() == NetworkMode.AWSVPC;
    boolean old =
        any(c ->
            c.logConfiguration() != null || !c.dockerLabels().isEmpty() || !c.ulimits().isEmpty());
    when(awsvpc || old, docker(18));
    when(awsvpc, NEW + "task-eni");
    when(any(c -> c.healthCheck() != null), docker(29));
    when(said.pidMode() != null || said.ipcMode() != null, NEW + "pid-ipc-namespace-sharing");
    when(
        any(c -> c.portMappings().stream().anyMatch(p -> p.containerPortRange() != null)),
        NEW + "network.container-port-range");
    when(said.proxyConfiguration() != null, NEW + "aws-appmesh");
    when(
        said.enableFaultInjection() != null && said.enableFaultInjection(),
        NEW + "fault-injection");
    for (Volume volume : said.volumes()) {
      if (volume.fsxWindowsFileServerVolumeConfiguration() != null) {
        names.add(NEW + "fsxWindowsFileServer");
      }
      if (volume.dockerVolumeConfiguration() != null
          && volume.dockerVolumeConfiguration().driver() != null) {
        names.add(NEW + "docker-plugin." + volume.dockerVolumeConfiguration().driver());
      }
    }
  }

  private boolean hasExecutionRole() {
    return said.executionRoleArn() != null && !said.executionRoleArn().isEmpty();
  }

  private static boolean isEfsWithRights(Volume volume) {
    EFSVolumeConfiguration efs = volume.efsVolumeConfiguration();
    return efs != null && (efs.authorizationConfig() != null || efs.transitEncryption() != null);
  }

  private static boolean hasInit(ContainerDefinition container) {
    return container.linuxParameters() != null
        && container.linuxParameters().initProcessEnabled() != null
        && container.linuxParameters().initProcessEnabled();
  }

  private static boolean hasLogOptions(ContainerDefinition container) {
    return container.logConfiguration() != null
        && !container.logConfiguration().options().isEmpty();
  }

  /// Parameters of Systems Manager unless the ARN is a secret's.
  private static String store(Secret secret) {
    return secret.valueFrom().contains(":secretsmanager:") ? "asm" : "ssm";
  }

  private boolean any(Predicate<ContainerDefinition> container) {
    return said.containerDefinitions().stream().anyMatch(container);
  }

  private void when(boolean needed, String name) {
    if (needed) {
      names.add(name);
    }
  }

  private static String docker(int minor) {
    return OLD + "docker-remote-api.1." + minor;
  }
}
