package argosy.domain.capacity;

import argosy.domain.id.CapacityProviderArn;
import argosy.domain.state.Entity;
import argosy.domain.state.Key;
import argosy.domain.state.Kind;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.AutoScalingGroupProvider;
import software.amazon.awssdk.services.ecs.model.Tag;

/// A capacity provider. FARGATE and FARGATE_SPOT are there in every cell without being kept.
///
/// @param group the Auto Scaling group that gives the room; null for Fargate's two
/// @param updatedAt null for one that was never updated
public record CapacityProvider(
    String name,
    @Nullable AutoScalingGroupProvider group,
    List<Tag> tags,
    Instant createdAt,
    @Nullable Instant updatedAt)
    implements Entity {

  public static final Kind<CapacityProvider> KIND =
      new Kind<>("capacity-provider", CapacityProvider.class, List.of());

  /// The one of tasks that run on what Fargate leaves free, and give way to it.
  public static final String SPOT = "FARGATE_SPOT";

  /// Those that nobody makes and nobody can delete, in the order of their names.
  public static final List<CapacityProvider> FARGATE = List.of(reserved("FARGATE"), reserved(SPOT));

  private static CapacityProvider reserved(String name) {
    return new CapacityProvider(name, null, List.of(), Instant.EPOCH, null);
  }

  public static Key<CapacityProvider> key(CapacityProviderArn arn) {
    return KIND.key(arn.name());
  }

  @Override
  public Key<CapacityProvider> key() {
    return KIND.key(name);
  }

  public boolean isFargate() {
    return group == null;
  }

  /// The capacity provider of a name, reserved or made.
  public static Optional<CapacityProvider> find(Picture picture, String name) {
    return FARGATE.stream()
        .filter(provider -> provider.name.equals(name))
        .findFirst()
        .or(() -> picture.find(KIND.key(name)));
  }

  CapacityProvider updated(AutoScalingGroupProvider changed, Instant now) {
    return new CapacityProvider(name, changed, tags, createdAt, now);
  }

  public CapacityProvider tagged(List<Tag> changed) {
    return new CapacityProvider(name, group, changed, createdAt, updatedAt);
  }
}
