package argosy.api.ecs;

import argosy.domain.cluster.Cluster;
import argosy.domain.cluster.Occupancy;
import argosy.domain.state.Picture;
import argosy.domain.task.Occupants;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ClusterSetting;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.Tag;

/// How clusters look in answers.
final class Views {
  private Views() {}

  /// @param settings null to leave them out, as ECS does unless they are asked for
  static software.amazon.awssdk.services.ecs.model.Cluster cluster(
      Picture picture,
      Cluster cluster,
      @Nullable List<ClusterSetting> settings,
      @Nullable List<Tag> tags) {
    Occupancy lives = Occupants.of(picture, cluster.arn());
    return software.amazon.awssdk.services.ecs.model.Cluster.builder()
        .clusterArn(cluster.arn().toString())
        .clusterName(cluster.arn().name())
        .status(cluster.status())
        .registeredContainerInstancesCount(lives.instances())
        .runningTasksCount(lives.running())
        .pendingTasksCount(lives.pending())
        .activeServicesCount(0)
        .statistics(List.of())
        .tags(tags == null ? List.of() : List.copyOf(tags))
        .settings(settings == null ? List.of() : List.copyOf(settings))
        .capacityProviders(List.of())
        .defaultCapacityProviderStrategy(List.of())
        .build();
  }

  static Failure missing(String reference) {
    return Failure.builder().arn(reference).reason("MISSING").build();
  }
}
