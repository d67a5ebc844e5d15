package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.daemon.Daemon;
import argosy.domain.id.ClusterArn;
import argosy.domain.service.Service;
import argosy.domain.state.Picture;
import argosy.domain.task.Occupants;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ecs.model.DeleteClusterRequest;
import software.amazon.awssdk.services.ecs.model.DeleteClusterResponse;

/// Deletes a cluster in which nothing lives any more.
final class DeleteCluster implements Action<DeleteClusterRequest> {

  @Override
  public Answer perform(DeleteClusterRequest request, Context context) {
    if (request.cluster() == null) {
      return Context.invalid("cluster is required: the name or ARN of the cluster to delete.");
    }
    return Named.cluster(
        context,
        request.cluster(),
        arn ->
            context.ask(
                (picture, now, _) ->
                    argosy.domain.cluster.DeleteCluster.decide(
                        picture, arn, Occupants.of(picture, arn), services(picture, arn), now),
                cluster ->
                    DeleteClusterResponse.builder()
                        .cluster(ClusterView.changed(context.picture(), cluster))
                        .build()));
  }

  /// The services that live, and the daemons.
  private static int services(Picture picture, ClusterArn cluster) {
    long living = Service.of(picture, cluster).stream().filter(Service::lives).count();
    return (int) living + Daemon.of(picture, cluster).size();
  }
}
