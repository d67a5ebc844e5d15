package argosy.domain.cluster;

import argosy.domain.error.EcsError;
import argosy.domain.id.ClusterArn;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ecs.model.ClusterSetting;
import software.amazon.awssdk.services.ecs.model.Tag;

/// Decides what creating a cluster means. Creating one that exists answers the one that exists.
public final class CreateCluster {

  /// ECS's quota of clusters in an account and region.
  static final int CLUSTERS_MAX = 10_000;

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_-]{0,254}");

  private CreateCluster() {}

  public static Outcome<Cluster> decide(
      Picture picture, ClusterArn arn, List<ClusterSetting> settings, List<Tag> tags, Instant now) {
    if (!NAME.matcher(arn.name()).matches()) {
      return Outcome.refused(
          new EcsError.InvalidParameter(
              "Invalid cluster name '"
                  + arn.name()
                  + "': a name has 1 to 255 letters, digits, hyphens and underscores."));
    }
    Optional<Cluster> existing = Cluster.active(picture, arn);
    if (existing.isPresent()) {
      return Outcome.unchanged(existing.get());
    }
    if (picture.count(Cluster.KIND) >= CLUSTERS_MAX) {
      return Outcome.refused(
          new EcsError.LimitExceeded(
              "There are " + CLUSTERS_MAX + " clusters already; delete one that isn't used."));
    }
    var created = new Cluster(arn, settings, tags, now, null);
    return Outcome.put(created, created);
  }
}
