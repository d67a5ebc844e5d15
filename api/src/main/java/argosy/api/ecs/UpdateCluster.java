package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ecs.model.UpdateClusterRequest;
import software.amazon.awssdk.services.ecs.model.UpdateClusterResponse;

/// Changes settings, configuration and Service Connect's namespace of a cluster.
final class UpdateCluster implements Action<UpdateClusterRequest> {

  @Override
  public Answer perform(UpdateClusterRequest request, Context context) {
    if (request.cluster() == null) {
      return Context.invalid("cluster is required: the name or ARN of the cluster to update.");
    }
    return Named.cluster(
        context,
        request.cluster(),
        arn ->
            context.ask(
                (picture, _, _) ->
                    argosy.domain.cluster.UpdateCluster.decide(picture, arn, request),
                cluster ->
                    UpdateClusterResponse.builder()
                        .cluster(ClusterView.changed(context.picture(), cluster))
                        .build()));
  }
}
