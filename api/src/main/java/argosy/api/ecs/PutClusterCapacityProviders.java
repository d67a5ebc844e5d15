package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.cluster.PutClusterCapacity;
import argosy.domain.id.CapacityProviderArn;
import argosy.domain.id.ClusterArn;
import argosy.wire.Answer;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.PutClusterCapacityProvidersRequest;
import software.amazon.awssdk.services.ecs.model.PutClusterCapacityProvidersResponse;

/// Gives a cluster its capacity providers and its default strategy, in place of those it had.
final class PutClusterCapacityProviders implements Action<PutClusterCapacityProvidersRequest> {

  @Override
  public Answer perform(PutClusterCapacityProvidersRequest request, Context context) {
    if (request.cluster() == null) {
      return Context.invalid("cluster is required: the name or ARN of the cluster to change.");
    }
    if (!request.hasCapacityProviders() || !request.hasDefaultCapacityProviderStrategy()) {
      return Context.invalid(
          "capacityProviders and defaultCapacityProviderStrategy are required; either may be"
              + " empty.");
    }
    return Named.cluster(context, request.cluster(), arn -> put(request, arn, context));
  }

  private static Answer put(
      PutClusterCapacityProvidersRequest request, ClusterArn arn, Context context) {
    List<String> names =
        request.capacityProviders().stream()
            .map(said ->
                CapacityProviderArn.parse(context.cell().id(), said)
                    .map(CapacityProviderArn::name)
                    .orElse(said))
            .toList();
    return context.ask(
        (picture, _, _) ->
            PutClusterCapacity.decide(
                picture, arn, names, request.defaultCapacityProviderStrategy()),
        cluster ->
            PutClusterCapacityProvidersResponse.builder()
                .cluster(ClusterView.changed(context.picture(), cluster))
                .build());
  }
}
