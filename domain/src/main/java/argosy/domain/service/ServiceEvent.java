package argosy.domain.service;

import argosy.domain.id.ServiceArn;
import argosy.domain.state.Entity;
import argosy.domain.state.Key;
import argosy.domain.state.Kind;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Something that happened to a service, in words for people.
///
/// @param number from 0, growing with each event of the service
/// @param id a UUID
/// @param action what ECS calls it; null if it has no name for it
public record ServiceEvent(
    ServiceArn service,
    long number,
    String id,
    Instant createdAt,
    String message,
    @Nullable ServiceAction action)
    implements Entity {

  /// As many as ECS keeps of a service.
  static final int KEPT = 100;

  public static final Kind<ServiceEvent> KIND =
      new Kind<>("service-event", ServiceEvent.class, List.of());

  static Key<ServiceEvent> key(ServiceArn service, long number) {
    return KIND.key(Service.id(service) + "/" + "%015d".formatted(number));
  }

  /// What ECS calls it, if it has a name for it.
  public Optional<ServiceAction> named() {
    return Optional.ofNullable(action);
  }

  @Override
  public Key<ServiceEvent> key() {
    return key(service, number);
  }

  /// The events of a service, the newest first.
  public static Collection<ServiceEvent> of(Picture picture, ServiceArn service) {
    return picture.lastFirst(KIND, Service.id(service) + "/");
  }
}
