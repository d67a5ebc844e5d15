package argosy.domain.capacity;

import argosy.domain.error.EcsError;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.AutoScalingGroupProvider;
import software.amazon.awssdk.services.ecs.model.ManagedDraining;
import software.amazon.awssdk.services.ecs.model.ManagedScaling;
import software.amazon.awssdk.services.ecs.model.ManagedScalingStatus;
import software.amazon.awssdk.services.ecs.model.ManagedTerminationProtection;

/// What is wrong with an Auto Scaling group as a capacity provider, and what ECS echoes of it.
final class CheckGroup {
  private static final Pattern ARN =
      Pattern.compile("arn:aws[a-z-]*:autoscaling:[^:]+:\\d{12}:autoScalingGroup:[^:]+:.+");
  private static final int TARGET_MAX = 100;
  private static final int STEP_MAX = 10_000;
  private static final int WARMUP = 300;

  private CheckGroup() {}

  static Optional<EcsError> complaint(AutoScalingGroupProvider group) {
    return Optional.ofNullable(wrong(group)).map(EcsError.InvalidParameter::new);
  }

  private static @Nullable String wrong(AutoScalingGroupProvider group) {
    String arn = group.autoScalingGroupArn();
    if (arn == null || !ARN.matcher(arn).matches()) {
      return "The specified Auto Scaling group ARN is not valid: '"
          + arn
          + "'. Give the full ARN"
          + " of the group, arn:aws:autoscaling:…:autoScalingGroup:…:autoScalingGroupName/….";
    }
    if (group.managedTerminationProtection() == ManagedTerminationProtection.UNKNOWN_TO_SDK_VERSION
        || group.managedDraining() == ManagedDraining.UNKNOWN_TO_SDK_VERSION) {
      return "managedTerminationProtection and managedDraining must be ENABLED or DISABLED.";
    }
    ManagedScaling scaling =
        Objects.requireNonNullElse(group.managedScaling(), ManagedScaling.builder().build());
    if (scaling.status() == ManagedScalingStatus.UNKNOWN_TO_SDK_VERSION) {
      return "managedScaling.status must be ENABLED or DISABLED, not "
          + scaling.statusAsString()
          + ".";
    }
    if (group.managedTerminationProtection() == ManagedTerminationProtection.ENABLED
        && scaling.status() != ManagedScalingStatus.ENABLED) {
      return "To enable managed termination protection for a capacity provider, managed scaling"
          + " must be enabled, too.";
    }
    return wrong(scaling);
  }

  private static @Nullable String wrong(ManagedScaling scaling) {
    if (isOutside(scaling.targetCapacity(), 1, TARGET_MAX)) {
      return "targetCapacity must be between 1 and 100, not " + scaling.targetCapacity() + ".";
    }
    if (isOutside(scaling.minimumScalingStepSize(), 1, STEP_MAX)
        || isOutside(scaling.maximumScalingStepSize(), 1, STEP_MAX)) {
      return "minimumScalingStepSize and maximumScalingStepSize must be between 1 and 10000.";
    }
    return isOutside(scaling.instanceWarmupPeriod(), 0, STEP_MAX)
        ? "instanceWarmupPeriod must be between 0 and 10000 seconds."
        : null;
  }

  private static boolean isOutside(@Nullable Integer number, int least, int most) {
    return number != null && (number < least || number > most);
  }

  /// What was said, with the defaults that AWS spells out.
  static AutoScalingGroupProvider echo(AutoScalingGroupProvider said) {
    ManagedScaling scaling =
        Objects.requireNonNullElse(said.managedScaling(), ManagedScaling.builder().build());
    return said.toBuilder()
        .managedScaling(
            ManagedScaling.builder()
                .status(Objects.requireNonNullElse(scaling.status(), ManagedScalingStatus.DISABLED))
                .targetCapacity(Objects.requireNonNullElse(scaling.targetCapacity(), TARGET_MAX))
                .minimumScalingStepSize(
                    Objects.requireNonNullElse(scaling.minimumScalingStepSize(), 1))
                .maximumScalingStepSize(
                    Objects.requireNonNullElse(scaling.maximumScalingStepSize(), STEP_MAX))
                .instanceWarmupPeriod(
                    Objects.requireNonNullElse(scaling.instanceWarmupPeriod(), WARMUP))
                .build())
        .managedTerminationProtection(
            Objects.requireNonNullElse(
                said.managedTerminationProtection(), ManagedTerminationProtection.DISABLED))
        .managedDraining(
            Objects.requireNonNullElse(said.managedDraining(), ManagedDraining.ENABLED))
        .build();
  }
}
