package argosy.domain.taskdef;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerRestartPolicy;
import software.amazon.awssdk.services.ecs.model.FirelensConfigurationType;
import software.amazon.awssdk.services.ecs.model.HealthCheck;
import software.amazon.awssdk.services.ecs.model.LogConfiguration;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.ResourceRequirement;
import software.amazon.awssdk.services.ecs.model.ResourceType;
import software.amazon.awssdk.services.ecs.model.Ulimit;
import software.amazon.awssdk.services.ecs.model.UlimitName;
import software.amazon.awssdk.services.ecs.model.VersionConsistency;

/// What is wrong with the settings of one container that stand for themselves: health check, log,
/// restart policy, limits of the kernel, resources.
final class CheckSettings {
  private static final int EXIT_CODES_MAX = 50;
  private static final Set<String> SWITCHES = Set.of("CMD", "CMD-SHELL", "NONE");

  private CheckSettings() {}

  static @Nullable String complaint(ContainerDefinition container) {
    return Stream.<Function<ContainerDefinition, @Nullable String>>of(
            CheckSettings::health,
            CheckSettings::log,
            CheckSettings::restart,
            CheckSettings::ulimits,
            CheckSettings::resources,
            CheckSettings::others)
        .map(check -> check.apply(container))
        .filter(wrong -> wrong != null)
        .findFirst()
        .map(wrong -> CheckContainer.wrong(container, wrong))
        .orElse(null);
  }

  private static @Nullable String health(ContainerDefinition container) {
    HealthCheck health = container.healthCheck();
    if (health == null) {
      return null;
    }
    if (health.command().isEmpty() || !SWITCHES.contains(health.command().getFirst())) {
      return "The command of a health check must start with CMD or CMD-SHELL.";
    }
    if (isOutside(health.interval(), 5, 300)) {
      return "The interval of a health check must be between 5 and 300 seconds.";
    }
    if (isOutside(health.timeout(), 2, 120)) {
      return "The timeout of a health check must be between 2 and 120 seconds.";
    }
    if (isOutside(health.retries(), 1, 10)) {
      return "The retries of a health check must be between 1 and 10.";
    }
    return isOutside(health.startPeriod(), 0, 300)
        ? "The startPeriod of a health check must be between 0 and 300 seconds."
        : null;
  }

  private static @Nullable String log(ContainerDefinition container) {
    LogConfiguration log = container.logConfiguration();
    if (container.firelensConfiguration() != null
        && (container.firelensConfiguration().type() == null
            || container.firelensConfiguration().type()
                == FirelensConfigurationType.UNKNOWN_TO_SDK_VERSION)) {
      return "The type of a firelensConfiguration must be fluentd or fluentbit.";
    }
    if (log == null) {
      return null;
    }
    boolean unknown =
        log.logDriver() == null || log.logDriver() == LogDriver.UNKNOWN_TO_SDK_VERSION;
    if (unknown && !LogOptions.isNone(log)) {
      return "The logDriver '"
          + log.logDriverAsString()
          + "' must be one of awslogs, awsfirelens, fluentd, gelf, journald, json-file, none,"
          + " splunk and syslog.";
    }
    if (unknown && !log.options().isEmpty()) {
      return "The logDriver 'none' has no options.";
    }
    List<String> missing =
        log.logDriver() == LogDriver.AWSLOGS
            ? Stream.of("awslogs-group", "awslogs-region")
                .filter(option -> !log.options().containsKey(option))
                .toList()
            : List.of();
    return missing.isEmpty()
        ? null
        : "Log driver awslogs requires options: " + String.join(", ", missing) + ".";
  }

  private static @Nullable String restart(ContainerDefinition container) {
    ContainerRestartPolicy policy = container.restartPolicy();
    if (policy == null) {
      return null;
    }
    if (policy.enabled() == null) {
      return "A restartPolicy needs 'enabled'.";
    }
    if (policy.ignoredExitCodes().size() > EXIT_CODES_MAX) {
      return "A restartPolicy ignores at most " + EXIT_CODES_MAX + " exit codes.";
    }
    return isOutside(policy.restartAttemptPeriod(), 60, 1_800)
        ? "The restartAttemptPeriod of a restartPolicy must be between 60 and 1800 seconds."
        : null;
  }

  private static @Nullable String ulimits(ContainerDefinition container) {
    Set<UlimitName> names = new HashSet<>();
    for (Ulimit ulimit : container.ulimits()) {
      if (ulimit.name() == null || ulimit.name() == UlimitName.UNKNOWN_TO_SDK_VERSION) {
        return "There is no ulimit '" + ulimit.nameAsString() + "'.";
      }
      if (ulimit.softLimit() == null || ulimit.hardLimit() == null) {
        return "The ulimit '" + ulimit.nameAsString() + "' needs a softLimit and a hardLimit.";
      }
      boolean unlimited = ulimit.hardLimit() < 0;
      if (!unlimited && ulimit.softLimit() > ulimit.hardLimit()) {
        return "The softLimit of the ulimit '"
            + ulimit.nameAsString()
            + "' must be at most its hardLimit.";
      }
      if (!names.add(ulimit.name())) {
        return "The ulimit '" + ulimit.nameAsString() + "' stands there twice.";
      }
    }
    return null;
  }

  static @Nullable String resources(ContainerDefinition container) {
    for (ResourceRequirement resource : container.resourceRequirements()) {
      if (resource.type() == null || resource.type() == ResourceType.UNKNOWN_TO_SDK_VERSION) {
        return "The type of a resource requirement must be GPU or InferenceAccelerator, not '"
            + resource.typeAsString()
            + "'.";
      }
      if (resource.value() == null) {
        return "A resource requirement needs a value.";
      }
      if (resource.type() == ResourceType.GPU && !resource.value().matches("[1-9]\\d{0,3}")) {
        return "The number of GPUs must be positive, not '" + resource.value() + "'.";
      }
    }
    return null;
  }

  private static @Nullable String others(ContainerDefinition container) {
    if (container.versionConsistency() == VersionConsistency.UNKNOWN_TO_SDK_VERSION) {
      return "'versionConsistency' must be enabled or disabled.";
    }
    if (isOutside(container.startTimeout(), 0, Integer.MAX_VALUE)
        || isOutside(container.stopTimeout(), 0, Integer.MAX_VALUE)) {
      return "'startTimeout' and 'stopTimeout' can't be negative.";
    }
    var linux = container.linuxParameters();
    if (linux == null) {
      return null;
    }
    if (linux.devices().stream().anyMatch(device -> device.hostPath() == null)) {
      return "Each of devices needs a hostPath.";
    }
    if (linux.tmpfs().stream().anyMatch(t -> t.containerPath() == null || t.size() == null)) {
      return "Each of tmpfs needs a containerPath and a size.";
    }
    return isOutside(linux.swappiness(), 0, 100) ? "'swappiness' must be between 0 and 100." : null;
  }

  private static boolean isOutside(@Nullable Integer number, int least, int most) {
    return number != null && (number < least || number > most);
  }
}
