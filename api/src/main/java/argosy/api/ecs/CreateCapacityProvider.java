package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.api.Members;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ecs.model.CreateCapacityProviderRequest;
import software.amazon.awssdk.services.ecs.model.CreateCapacityProviderResponse;

/// Makes a capacity provider of an Auto Scaling group.
final class CreateCapacityProvider implements Action<CreateCapacityProviderRequest> {

  @Override
  public Answer perform(CreateCapacityProviderRequest request, Context context) {
    return Members.refuseOthers(request, "name", "autoScalingGroupProvider", "tags")
        .orElseGet(() -> create(request, context));
  }

  private static Answer create(CreateCapacityProviderRequest request, Context context) {
    if (request.name() == null || request.autoScalingGroupProvider() == null) {
      return Context.invalid("name and autoScalingGroupProvider are required.");
    }
    return context.ask(
        (picture, now, _) ->
            argosy.domain.capacity.CreateCapacityProvider.decide(
                picture, request.name(), request.autoScalingGroupProvider(), request.tags(), now),
        provider ->
            CreateCapacityProviderResponse.builder()
                .capacityProvider(Providers.view(context.cell().id(), provider))
                .build());
  }
}
