package argosy.api.ecs;

import argosy.api.Context;
import argosy.domain.capacity.CapacityProvider;
import argosy.domain.id.CapacityProviderArn;
import argosy.domain.id.CellId;
import argosy.wire.Answer;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStatus;
import software.amazon.awssdk.services.ecs.model.CapacityProviderType;
import software.amazon.awssdk.services.ecs.model.CapacityProviderUpdateStatus;

/// Reads what callers write for a capacity provider, and says how one looks in answers.
final class Providers {
  private Providers() {}

  static Answer named(
      Context context, @Nullable String reference, Function<CapacityProviderArn, Answer> then) {
    if (reference == null || reference.isEmpty()) {
      return Context.invalid("The name or ARN of a capacity provider is required.");
    }
    return CapacityProviderArn.parse(context.cell().id(), reference)
        .map(then)
        .orElseGet(() ->
            Context.invalid(
                "'"
                    + reference
                    + "' is the ARN of no capacity provider of this account and region."));
  }

  static software.amazon.awssdk.services.ecs.model.CapacityProvider view(
      CellId cell, CapacityProvider provider) {
    return software.amazon.awssdk.services.ecs.model.CapacityProvider.builder()
        .capacityProviderArn(new CapacityProviderArn(cell, provider.name()).toString())
        .name(provider.name())
        .status(CapacityProviderStatus.ACTIVE)
        .autoScalingGroupProvider(provider.group())
        .updateStatus(
            provider.updatedAt() == null ? null : CapacityProviderUpdateStatus.UPDATE_COMPLETE)
        .tags(List.copyOf(provider.tags()))
        .type(
            provider.isFargate()
                ? CapacityProviderType.fromValue(provider.name())
                : CapacityProviderType.EC2_AUTOSCALING)
        .build();
  }
}
