package argosy.domain.cluster;

import argosy.domain.id.ClusterArn;
import argosy.domain.state.Entity;
import argosy.domain.state.Index;
import argosy.domain.state.Key;
import argosy.domain.state.Kind;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ClusterConfiguration;
import software.amazon.awssdk.services.ecs.model.ClusterServiceConnectDefaults;
import software.amazon.awssdk.services.ecs.model.ClusterSetting;
import software.amazon.awssdk.services.ecs.model.Tag;

/// A cluster.
///
/// @param deletedAt when it became INACTIVE; null while it is ACTIVE
/// @param capacity none in documents that are older than capacity providers
/// @param configuration null where none was said
/// @param serviceConnect null where none was said
public record Cluster(
    ClusterArn arn,
    List<ClusterSetting> settings,
    List<Tag> tags,
    Instant createdAt,
    @Nullable Instant deletedAt,
    ClusterCapacity capacity,
    @Nullable ClusterConfiguration configuration,
    @Nullable ClusterServiceConnectDefaults serviceConnect)
    implements Entity {

  /// The INACTIVE clusters by when they were deleted, the first first.
  public static final Index<Cluster> DELETED =
      new Index<>(
          "cluster-deleted", cluster -> Optional.ofNullable(cluster.deletedAt).map(Index::ordered));

  public static final Kind<Cluster> KIND = new Kind<>("cluster", Cluster.class, List.of(DELETED));

  public Cluster {
    capacity = Objects.requireNonNullElse(capacity, ClusterCapacity.NONE);
  }

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

  /// The cluster if it is there and active: what most actions ask first.
  public static Optional<Cluster> active(Picture picture, ClusterArn arn) {
    return picture.find(key(arn)).filter(Cluster::isActive);
  }

  /// An active cluster that has a capacity provider, if there is one.
  public static Optional<ClusterArn> using(Picture picture, String capacityProvider) {
    return picture.all(KIND).stream()
        .filter(Cluster::isActive)
        .filter(cluster -> cluster.capacity.providers().contains(capacityProvider))
        .map(Cluster::arn)
        .findFirst();
  }

  Cluster deleted(Instant now) {
    return new Cluster(
        arn, settings, tags, createdAt, now, capacity, configuration, serviceConnect);
  }

  public Cluster tagged(List<Tag> changed) {
    return new Cluster(
        arn, settings, changed, createdAt, deletedAt, capacity, configuration, serviceConnect);
  }

  Cluster with(ClusterCapacity changed) {
    return new Cluster(
        arn, settings, tags, createdAt, deletedAt, changed, configuration, serviceConnect);
  }

  Cluster with(
      List<ClusterSetting> newSettings,
      @Nullable ClusterConfiguration newConfiguration,
      @Nullable ClusterServiceConnectDefaults newServiceConnect) {
    return new Cluster(
        arn,
        newSettings,
        tags,
        createdAt,
        deletedAt,
        capacity,
        newConfiguration,
        newServiceConnect);
  }
}
