package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.api.Members;
import argosy.domain.cluster.Cluster;
import argosy.domain.id.CapacityProviderArn;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStatus;
import software.amazon.awssdk.services.ecs.model.CapacityProviderUpdateStatus;
import software.amazon.awssdk.services.ecs.model.DeleteCapacityProviderRequest;
import software.amazon.awssdk.services.ecs.model.DeleteCapacityProviderResponse;

/// Deletes a capacity provider that no cluster has.
final class DeleteCapacityProvider implements Action<DeleteCapacityProviderRequest> {

  @Override
  public Answer perform(DeleteCapacityProviderRequest request, Context context) {
    return Members.refuseOthers(request, "capacityProvider")
        .orElseGet(() ->
            Providers.named(context, request.capacityProvider(), arn -> delete(arn, context)));
  }

  private static Answer delete(CapacityProviderArn arn, Context context) {
    return context.ask(
        (picture, _, _) ->
            argosy.domain.capacity.DeleteCapacityProvider.decide(
                picture, arn, Cluster.using(picture, arn.name())),
        provider ->
            DeleteCapacityProviderResponse.builder()
                .capacityProvider(
                    Providers.view(context.cell().id(), provider).toBuilder()
                        .status(CapacityProviderStatus.INACTIVE)
                        .updateStatus(CapacityProviderUpdateStatus.DELETE_COMPLETE)
                        .build())
                .build());
  }
}
