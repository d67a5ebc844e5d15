package argosy.domain.service;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.CanaryConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentAlarms;
import software.amazon.awssdk.services.ecs.model.DeploymentCircuitBreaker;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHook;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookAction;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookStage;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookTargetType;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.LinearConfiguration;
import software.amazon.awssdk.services.ecs.model.ThresholdConfiguration;
import software.amazon.awssdk.services.ecs.model.ThresholdType;

/// What can be wrong with how a service's tasks are to be replaced.
final class CheckConfiguration {
  private static final int PERCENT_ALL = 100;

  /// As many tasks as a service may have are a hundredfold of fifty.
  private static final int MOST_PERCENT = 10_000;

  private static final int MINUTES_MAX = 1_440;

  /// Two weeks, as with ECS.
  private static final int HOOK_MINUTES_MAX = 20_160;

  private static final double LINEAR_LEAST = 3.0;
  private static final double CANARY_LEAST = 0.1;
  private static final double SHARE_MOST = 100.0;

  /// Shares of traffic are in steps of a tenth; doubles are not, quite.
  private static final double TENTH = 10.0;

  private static final double ROUNDING = 1e-6;

  private CheckConfiguration() {}

  /// @param said with what was left out spelled out
  static Optional<String> complaint(@Nullable DeploymentConfiguration said, boolean daemon) {
    if (said == null) {
      return Optional.empty();
    }
    return first(
        () -> percents(said, daemon),
        () -> breaker(said.deploymentCircuitBreaker()),
        () -> alarms(said.alarms()),
        () -> minutes("bakeTimeInMinutes", said.bakeTimeInMinutes()),
        () -> shifting(said),
        () ->
            said.lifecycleHooks().stream()
                .map(CheckConfiguration::hook)
                .flatMap(Optional::stream)
                .findFirst());
  }

  /// Whether the strategy is one of ECS's.
  static Optional<String> strategy(@Nullable DeploymentConfiguration said) {
    return said == null
        ? Optional.empty()
        : known("strategy", said.strategyAsString(), DeploymentStrategy.knownValues());
  }

  private static Optional<String> percents(DeploymentConfiguration said, boolean daemon) {
    int least = Objects.requireNonNullElse(said.minimumHealthyPercent(), 0);
    int most = Objects.requireNonNullElse(said.maximumPercent(), PERCENT_ALL);
    return first(
        () ->
            unless(
                least >= 0 && least <= PERCENT_ALL,
                () -> "minimumHealthyPercent must be between 0 and 100, not " + least + "."),
        () ->
            unless(
                !daemon || most <= PERCENT_ALL,
                () ->
                    "The daemon scheduling strategy does not support values above 100 for"
                        + " maximumPercent on a deployment configuration. Change the"
                        + " maximumPercent value to 100, and try again"),
        () ->
            unless(
                most >= PERCENT_ALL && most <= MOST_PERCENT,
                () ->
                    "maximumPercent must be between 100 and "
                        + MOST_PERCENT
                        + ", not "
                        + most
                        + "."),
        () ->
            unless(
                least < PERCENT_ALL || most > PERCENT_ALL,
                () ->
                    "Both maximumPercent and minimumHealthyPercent cannot be 100 as this will"
                        + " block deployments."));
  }

  private static Optional<String> breaker(@Nullable DeploymentCircuitBreaker said) {
    if (said == null) {
      return Optional.empty();
    }
    return first(
        () ->
            unless(
                said.enable() != null && said.rollback() != null,
                () -> "deploymentCircuitBreaker needs enable and rollback, each true or false."),
        () -> threshold(said.thresholdConfiguration()));
  }

  private static Optional<String> threshold(@Nullable ThresholdConfiguration said) {
    if (said == null) {
      return Optional.empty();
    }
    int value = Objects.requireNonNullElse(said.value(), 0);
    int most = said.type() == ThresholdType.COUNT ? Integer.MAX_VALUE : MOST_PERCENT;
    return first(
        () ->
            unless(
                said.typeAsString() != null && said.value() != null,
                () -> "thresholdConfiguration needs a type and a value."),
        () ->
            known("thresholdConfiguration.type", said.typeAsString(), ThresholdType.knownValues()),
        () ->
            unless(
                value >= 1 && value <= most,
                () ->
                    "thresholdConfiguration.value must be between 1 and "
                        + most
                        + " for the type "
                        + said.typeAsString()
                        + ", not "
                        + value
                        + "."));
  }

  private static Optional<String> alarms(@Nullable DeploymentAlarms said) {
    if (said == null) {
      return Optional.empty();
    }
    return first(
        () ->
            unless(
                said.enable() != null && said.rollback() != null,
                () -> "alarms needs enable and rollback, each true or false."),
        () ->
            unless(
                !Boolean.TRUE.equals(said.enable()) || !said.alarmNames().isEmpty(),
                () -> "alarms needs at least one name in alarmNames if it is enabled."));
  }

  /// What each strategy wants to know of its steps.
  private static Optional<String> shifting(DeploymentConfiguration said) {
    DeploymentStrategy strategy =
        Objects.requireNonNullElse(said.strategy(), DeploymentStrategy.ROLLING);
    boolean linear = strategy == DeploymentStrategy.LINEAR;
    boolean canary = strategy == DeploymentStrategy.CANARY;
    return first(
        () ->
            unless(
                linear == (said.linearConfiguration() != null),
                () ->
                    linear
                        ? "linearConfiguration is required for the deployment strategy LINEAR."
                        : "linearConfiguration is for the deployment strategy LINEAR only, not "
                            + strategy
                            + "."),
        () ->
            unless(
                canary == (said.canaryConfiguration() != null),
                () ->
                    canary
                        ? "canaryConfiguration is required for the deployment strategy CANARY."
                        : "canaryConfiguration is for the deployment strategy CANARY only, not "
                            + strategy
                            + "."),
        () -> linear(said.linearConfiguration()),
        () -> canary(said.canaryConfiguration()));
  }

  private static Optional<String> linear(@Nullable LinearConfiguration said) {
    return said == null
        ? Optional.empty()
        : first(
            () -> share("linearConfiguration.stepPercent", said.stepPercent(), LINEAR_LEAST),
            () ->
                minutes("linearConfiguration.stepBakeTimeInMinutes", said.stepBakeTimeInMinutes()));
  }

  private static Optional<String> canary(@Nullable CanaryConfiguration said) {
    return said == null
        ? Optional.empty()
        : first(
            () -> share("canaryConfiguration.canaryPercent", said.canaryPercent(), CANARY_LEAST),
            () ->
                minutes(
                    "canaryConfiguration.canaryBakeTimeInMinutes", said.canaryBakeTimeInMinutes()));
  }

  private static Optional<String> hook(DeploymentLifecycleHook said) {
    DeploymentLifecycleHookTargetType target =
        Objects.requireNonNullElse(said.targetType(), DeploymentLifecycleHookTargetType.AWS_LAMBDA);
    var timeout = said.timeoutConfiguration();
    return first(
        () ->
            known(
                "lifecycleHooks.targetType",
                said.targetTypeAsString(),
                DeploymentLifecycleHookTargetType.knownValues()),
        () ->
            unless(
                target == DeploymentLifecycleHookTargetType.PAUSE,
                () ->
                    "Lifecycle hooks with the target AWS_LAMBDA are not built yet: there is no"
                        + " Lambda. Use the targetType PAUSE and ContinueServiceDeployment."),
        () ->
            unless(
                said.hookTargetArn() == null && said.roleArn() == null,
                () ->
                    "A lifecycle hook with the target PAUSE takes no hookTargetArn and no"
                        + " roleArn."),
        () ->
            unless(
                !said.lifecycleStages().isEmpty(),
                () -> "A lifecycle hook needs at least one of the lifecycleStages."),
        () ->
            said.lifecycleStagesAsStrings().stream()
                .map(stage ->
                    known("lifecycleStages", stage, DeploymentLifecycleHookStage.knownValues()))
                .flatMap(Optional::stream)
                .findFirst(),
        () ->
            timeout == null
                ? Optional.empty()
                : known(
                    "timeoutConfiguration.action",
                    timeout.actionAsString(),
                    DeploymentLifecycleHookAction.knownValues()),
        () ->
            timeout == null || timeout.timeoutInMinutes() == null
                ? Optional.empty()
                : unless(
                    timeout.timeoutInMinutes() >= 1
                        && timeout.timeoutInMinutes() <= HOOK_MINUTES_MAX,
                    () ->
                        "timeoutConfiguration.timeoutInMinutes must be between 1 and "
                            + HOOK_MINUTES_MAX
                            + ", not "
                            + timeout.timeoutInMinutes()
                            + "."));
  }

  private static Optional<String> share(String member, @Nullable Double percent, double least) {
    if (percent == null) {
      return Optional.empty();
    }
    double tenths = percent * TENTH;
    return unless(
        percent >= least
            && percent <= SHARE_MOST
            && Math.abs(tenths - Math.rint(tenths)) < ROUNDING,
        () ->
            member
                + " must be a multiple of 0.1 between "
                + least
                + " and "
                + SHARE_MOST
                + ", not "
                + percent
                + ".");
  }

  private static Optional<String> minutes(String member, @Nullable Integer said) {
    return unless(
        said == null || (said >= 0 && said <= MINUTES_MAX),
        () -> member + " must be between 0 and " + MINUTES_MAX + ", not " + said + ".");
  }

  private static Optional<String> known(
      String member, @Nullable String spelled, Set<? extends Enum<?>> values) {
    List<String> all = values.stream().map(Enum::toString).sorted().toList();
    return unless(
        spelled == null || all.contains(spelled),
        () -> member + " must be one of " + String.join(", ", all) + ", not " + spelled + ".");
  }

  @SafeVarargs
  private static Optional<String> first(Supplier<Optional<String>>... checks) {
    for (Supplier<Optional<String>> check : checks) {
      Optional<String> wrong = check.get();
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> unless(boolean fine, Supplier<String> message) {
    return fine ? Optional.empty() : Optional.of(message.get());
  }
}
