package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.CreateClusterResponse;

/// Makes a cluster; answers the one that is there if there is one of the name.
final class CreateCluster implements Action<CreateClusterRequest> {

  /// What a cluster's containerInsights is unless somebody says otherwise.
  private static final String INSIGHTS = "disabled";

  @Override
  public Answer perform(CreateClusterRequest request, Context context) {
    return Named.cluster(
        context,
        request.clusterName(),
        arn ->
            context.ask(
                (picture, now, _) ->
                    argosy.domain.cluster.CreateCluster.decide(
                        picture, arn, request, INSIGHTS, now),
                cluster ->
                    CreateClusterResponse.builder()
                        .cluster(ClusterView.changed(context.picture(), cluster))
                        .build()));
  }
}
