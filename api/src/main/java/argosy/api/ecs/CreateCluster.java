package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.api.Members;
import argosy.wire.Answer;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ClusterSetting;
import software.amazon.awssdk.services.ecs.model.ClusterSettingName;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.CreateClusterResponse;

/// Makes a cluster; answers the one that is there if there is one of the name.
final class CreateCluster implements Action<CreateClusterRequest> {

  /// What a cluster has where the caller sets nothing.
  private static final List<ClusterSetting> SETTINGS =
      List.of(
          ClusterSetting.builder()
              .name(ClusterSettingName.CONTAINER_INSIGHTS)
              .value("disabled")
              .build());

  @Override
  public Answer perform(CreateClusterRequest request, Context context) {
    Optional<Answer> refused = Members.refuseOthers(request, "clusterName", "settings", "tags");
    return refused.orElseGet(
        () -> Named.cluster(context, request.clusterName(), arn -> create(request, arn, context)));
  }

  private static Answer create(
      CreateClusterRequest request, argosy.domain.id.ClusterArn arn, Context context) {
    List<ClusterSetting> settings = request.settings().isEmpty() ? SETTINGS : request.settings();
    return context.ask(
        (picture, now, _) ->
            argosy.domain.cluster.CreateCluster.decide(picture, arn, settings, request.tags(), now),
        cluster ->
            CreateClusterResponse.builder()
                .cluster(
                    Views.cluster(context.picture(), cluster, cluster.settings(), cluster.tags()))
                .build());
  }
}
