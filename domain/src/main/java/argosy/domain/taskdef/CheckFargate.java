package argosy.domain.taskdef;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LinuxParameters;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PidMode;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.ResourceType;
import software.amazon.awssdk.services.ecs.model.UlimitName;
import software.amazon.awssdk.services.ecs.model.Volume;

/// Why a task definition can't run on Fargate. It is refused if it requires Fargate, and isn't
/// compatible with it otherwise.
final class CheckFargate {
  private static final Set<LogDriver> LOG_DRIVERS =
      EnumSet.of(LogDriver.AWSLOGS, LogDriver.SPLUNK, LogDriver.AWSFIRELENS);

  /// Longer than this Fargate waits for no container.
  private static final int TIMEOUT_MAX_SECONDS = 120;

  private CheckFargate() {}

  static @Nullable String complaint(RegisterTaskDefinitionRequest said) {
    if (said.networkMode() != NetworkMode.AWSVPC) {
      return "Fargate only supports network mode ‘awsvpc’.";
    }
    if (said.cpu() == null) {
      return "Fargate requires that 'cpu' be defined at the task level.";
    }
    if (said.memory() == null) {
      return "Fargate requires that 'memory' be defined at the task level.";
    }
    if (FargateSize.parse(said.cpu(), said.memory()).isEmpty()) {
      return "No Fargate configuration exists for given values: "
          + said.cpu()
          + " CPU, "
          + said.memory()
          + " memory. See the table of task sizes in the ECS developer guide for valid"
          + " combinations.";
    }
    if (said.pidMode() == PidMode.HOST) {
      return "Fargate compatible task definitions only support pidMode 'task'.";
    }
    if (said.ipcMode() != null) {
      return "Fargate compatible task definitions do not support ipcMode.";
    }
    if (!said.placementConstraints().isEmpty()) {
      return "Fargate compatible task definitions do not support placement constraints.";
    }
    @Nullable String volumes = volumes(said);
    return volumes == null ? containers(said) : volumes;
  }

  private static @Nullable String volumes(RegisterTaskDefinitionRequest said) {
    for (Volume volume : said.volumes()) {
      if (volume.host() != null && volume.host().sourcePath() != null) {
        return "host.sourcePath should not be set for volumes in Fargate.";
      }
      if (volume.dockerVolumeConfiguration() != null
          || volume.fsxWindowsFileServerVolumeConfiguration() != null) {
        return "Fargate compatible task definitions do not support docker and FSx volumes.";
      }
    }
    return null;
  }

  private static @Nullable String containers(RegisterTaskDefinitionRequest said) {
    boolean role = said.executionRoleArn() != null && !said.executionRoleArn().isEmpty();
    for (ContainerDefinition container : said.containerDefinitions()) {
      if (Requirements.isEcr(container) && !role) {
        return "Fargate requires task definition to have execution role ARN to support ECR images.";
      }
      @Nullable String wrong = container(container);
      if (wrong == null) {
        wrong = log(container, role);
      }
      if (wrong != null) {
        return wrong;
      }
    }
    return null;
  }

  private static @Nullable String container(ContainerDefinition container) {
    if (container.privileged() != null && container.privileged()) {
      return unsupported("privileged containers");
    }
    if (!container.links().isEmpty()) {
      return unsupported("links");
    }
    if (container.disableNetworking() != null && container.disableNetworking()) {
      return unsupported("disableNetworking");
    }
    if (!container.dockerSecurityOptions().isEmpty()) {
      return unsupported("dockerSecurityOptions");
    }
    if (container.ulimits().stream().anyMatch(u -> u.name() != UlimitName.NOFILE)) {
      return unsupported("ulimits other than nofile");
    }
    if (container.resourceRequirements().stream().anyMatch(r -> r.type() == ResourceType.GPU)) {
      return "Tasks using the Fargate launch type do not support GPU resource requirements.";
    }
    if (isLong(container.stopTimeout()) || isLong(container.startTimeout())) {
      return unsupported("a startTimeout or stopTimeout of more than 120 seconds");
    }
    return linux(container.linuxParameters());
  }

  private static @Nullable String linux(@Nullable LinuxParameters linux) {
    if (linux == null) {
      return null;
    }
    if (!linux.devices().isEmpty()) {
      return unsupported("devices");
    }
    if (linux.sharedMemorySize() != null) {
      return unsupported("sharedMemorySize");
    }
    if (!linux.tmpfs().isEmpty()) {
      return unsupported("tmpfs");
    }
    if (linux.maxSwap() != null || linux.swappiness() != null) {
      return unsupported("swap");
    }
    boolean added =
        linux.capabilities() != null
            && linux.capabilities().add().stream().anyMatch(c -> !c.equals("SYS_PTRACE"));
    return added ? unsupported("adding capabilities other than SYS_PTRACE") : null;
  }

  private static @Nullable String log(ContainerDefinition container, boolean role) {
    if (container.logConfiguration() == null) {
      return null;
    }
    LogDriver driver = container.logConfiguration().logDriver();
    if (!LOG_DRIVERS.contains(driver)) {
      return "Fargate compatible task definitions only support the log drivers awslogs, splunk and"
          + " awsfirelens, not "
          + container.logConfiguration().logDriverAsString()
          + ".";
    }
    return driver == LogDriver.AWSLOGS && !role
        ? "Fargate requires task definition to have execution role ARN to support log driver"
            + " awslogs."
        : null;
  }

  private static boolean isLong(@Nullable Integer seconds) {
    return seconds != null && seconds > TIMEOUT_MAX_SECONDS;
  }

  private static String unsupported(String what) {
    return "Fargate compatible task definitions do not support " + what + ".";
  }
}
