package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ecs.model.UpdateClusterSettingsRequest;
import software.amazon.awssdk.services.ecs.model.UpdateClusterSettingsResponse;

/// Changes the settings of a cluster.
final class UpdateClusterSettings implements Action<UpdateClusterSettingsRequest> {

  @Override
  public Answer perform(UpdateClusterSettingsRequest request, Context context) {
    if (request.cluster() == null) {
      return Context.invalid("cluster is required: the name or ARN of the cluster to update.");
    }
    return Named.cluster(
        context,
        request.cluster(),
        arn ->
            context.ask(
                (picture, _, _) ->
                    argosy.domain.cluster.UpdateCluster.decide(picture, arn, request.settings()),
                cluster ->
                    UpdateClusterSettingsResponse.builder()
                        .cluster(ClusterView.changed(context.picture(), cluster))
                        .build()));
  }
}
