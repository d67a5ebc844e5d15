package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.setting.AccountSetting;
import argosy.domain.state.Picture;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.CreateClusterResponse;
import software.amazon.awssdk.services.ecs.model.SettingName;

/// Makes a cluster; answers the one that is there if there is one of the name.
final class CreateCluster implements Action<CreateClusterRequest> {

  @Override
  public Answer perform(CreateClusterRequest request, Context context) {
    return Named.cluster(
        context,
        request.clusterName(),
        arn ->
            context.ask(
                (picture, now, _) ->
                    argosy.domain.cluster.CreateCluster.decide(
                        picture, arn, request, insights(picture, context), now),
                cluster ->
                    CreateClusterResponse.builder()
                        .cluster(ClusterView.changed(context.picture(), cluster))
                        .build()));
  }

  /// What the account's settings say for clusters that the caller makes.
  private static String insights(Picture picture, Context context) {
    return AccountSetting.effective(
            picture,
            context.cell().id().account(),
            context.caller().arn(),
            SettingName.CONTAINER_INSIGHTS.toString())
        .value();
  }
}
