package argosy.domain.cluster;

import argosy.domain.id.ClusterArn;
import argosy.domain.state.Entity;
import argosy.domain.state.Key;
import argosy.domain.state.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ClusterSetting;
import software.amazon.awssdk.services.ecs.model.Tag;

/// A cluster.
///
/// @param deletedAt when it became INACTIVE; null while it is ACTIVE
public record Cluster(
    ClusterArn arn,
    List<ClusterSetting> settings,
    List<Tag> tags,
    Instant createdAt,
    @Nullable Instant deletedAt)
    implements Entity {

  public static final Kind<Cluster> KIND = new Kind<>("cluster", Cluster.class, List.of());

  public static Key<Cluster> key(ClusterArn arn) {
    return KIND.key(arn.name());
  }

  @Override
  public Key<Cluster> key() {
    return key(arn);
  }

  public boolean isActive() {
    return deletedAt == null;
  }

  /// The status as ECS spells it.
  public String status() {
    return isActive() ? "ACTIVE" : "INACTIVE";
  }

  Cluster deleted(Instant now) {
    return new Cluster(arn, settings, tags, createdAt, now);
  }

  /// The cluster if it is there and active: what most actions ask first.
  public static Optional<Cluster> active(argosy.domain.state.Picture picture, ClusterArn arn) {
    return picture.find(key(arn)).filter(Cluster::isActive);
  }
}
