package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.api.Members;
import argosy.domain.id.CapacityProviderArn;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ecs.model.UpdateCapacityProviderRequest;
import software.amazon.awssdk.services.ecs.model.UpdateCapacityProviderResponse;

/// Changes how a capacity provider scales its group.
final class UpdateCapacityProvider implements Action<UpdateCapacityProviderRequest> {

  @Override
  public Answer perform(UpdateCapacityProviderRequest request, Context context) {
    return Members.refuseOthers(request, "name", "autoScalingGroupProvider")
        .orElseGet(
            () -> Providers.named(context, request.name(), arn -> update(request, arn, context)));
  }

  private static Answer update(
      UpdateCapacityProviderRequest request, CapacityProviderArn arn, Context context) {
    if (request.autoScalingGroupProvider() == null) {
      return Context.invalid("autoScalingGroupProvider is required: what to change.");
    }
    return context.ask(
        (picture, now, _) ->
            argosy.domain.capacity.UpdateCapacityProvider.decide(
                picture, arn, request.autoScalingGroupProvider(), now),
        provider ->
            UpdateCapacityProviderResponse.builder()
                .capacityProvider(Providers.view(context.cell().id(), provider))
                .build());
  }
}
