package argosy.domain.capacity;

import argosy.domain.error.EcsError;
import argosy.domain.id.CapacityProviderArn;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.AutoScalingGroupProvider;
import software.amazon.awssdk.services.ecs.model.AutoScalingGroupProviderUpdate;
import software.amazon.awssdk.services.ecs.model.ManagedScaling;

/// Decides what updating a capacity provider means: what the update leaves out stays as it is.
public final class UpdateCapacityProvider {
  private UpdateCapacityProvider() {}

  public static Outcome<CapacityProvider> decide(
      Picture picture,
      CapacityProviderArn arn,
      AutoScalingGroupProviderUpdate update,
      Instant now) {
    Optional<CapacityProvider> found = picture.find(CapacityProvider.key(arn));
    AutoScalingGroupProvider group = found.map(CapacityProvider::group).orElse(null);
    if (found.isEmpty() || group == null) {
      return Outcome.refused(DeleteCapacityProvider.missing());
    }
    var builder = group.toBuilder().managedScaling(merged(group, update.managedScaling()));
    if (update.managedTerminationProtection() != null) {
      builder.managedTerminationProtection(update.managedTerminationProtectionAsString());
    }
    if (update.managedDraining() != null) {
      builder.managedDraining(update.managedDrainingAsString());
    }
    AutoScalingGroupProvider wanted = builder.build();
    Optional<EcsError> wrong = CheckGroup.complaint(wanted);
    if (wrong.isPresent()) {
      return Outcome.refused(wrong.get());
    }
    CapacityProvider updated = found.get().updated(CheckGroup.echo(wanted), now);
    return Outcome.put(updated, updated);
  }

  private static ManagedScaling merged(
      AutoScalingGroupProvider group, @Nullable ManagedScaling update) {
    ManagedScaling before = group.managedScaling();
    if (update == null) {
      return before;
    }
    return ManagedScaling.builder()
        .status(Objects.requireNonNullElse(update.statusAsString(), before.statusAsString()))
        .targetCapacity(
            Objects.requireNonNullElse(update.targetCapacity(), before.targetCapacity()))
        .minimumScalingStepSize(
            Objects.requireNonNullElse(
                update.minimumScalingStepSize(), before.minimumScalingStepSize()))
        .maximumScalingStepSize(
            Objects.requireNonNullElse(
                update.maximumScalingStepSize(), before.maximumScalingStepSize()))
        .instanceWarmupPeriod(
            Objects.requireNonNullElse(
                update.instanceWarmupPeriod(), before.instanceWarmupPeriod()))
        .build();
  }
}
