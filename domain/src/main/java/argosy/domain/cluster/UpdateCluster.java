package argosy.domain.cluster;

import argosy.domain.error.EcsError;
import argosy.domain.id.ClusterArn;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ClusterServiceConnectDefaults;
import software.amazon.awssdk.services.ecs.model.ClusterServiceConnectDefaultsRequest;
import software.amazon.awssdk.services.ecs.model.ClusterSetting;
import software.amazon.awssdk.services.ecs.model.UpdateClusterRequest;

/// Decides what updating a cluster means: what the update leaves out stays as it is.
public final class UpdateCluster {
  private UpdateCluster() {}

  public static Outcome<Cluster> decide(
      Picture picture, ClusterArn arn, UpdateClusterRequest update) {
    Optional<Cluster> found = Cluster.active(picture, arn);
    if (found.isEmpty()) {
      return Outcome.refused(new EcsError.ClusterNotFound());
    }
    Optional<EcsError> wrong =
        CheckCluster.settings(update.settings())
            .or(() -> CheckCluster.configuration(update.configuration()))
            .or(() -> CheckCluster.serviceConnect(update.serviceConnectDefaults()));
    if (wrong.isPresent()) {
      return Outcome.refused(wrong.get());
    }
    Cluster before = found.get();
    List<ClusterSetting> settings =
        update.settings().isEmpty() ? before.settings() : List.copyOf(update.settings());
    Cluster after =
        before.with(
            settings,
            update.configuration() == null ? before.configuration() : update.configuration(),
            serviceConnect(before, update.serviceConnectDefaults()));
    return after.equals(before) ? Outcome.unchanged(before) : Outcome.put(after, after);
  }

  private static @Nullable ClusterServiceConnectDefaults serviceConnect(
      Cluster before, @Nullable ClusterServiceConnectDefaultsRequest said) {
    return said == null ? before.serviceConnect() : CreateCluster.serviceConnect(said);
  }

  /// Decides what changing the settings alone means.
  public static Outcome<Cluster> decide(
      Picture picture, ClusterArn arn, List<ClusterSetting> settings) {
    if (settings.isEmpty()) {
      return Outcome.refused(
          new EcsError.InvalidParameter("settings is required: the cluster settings to change."));
    }
    return decide(picture, arn, UpdateClusterRequest.builder().settings(settings).build());
  }
}
