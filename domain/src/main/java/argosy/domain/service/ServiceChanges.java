package argosy.domain.service;

import argosy.domain.id.Ids;
import argosy.domain.id.ServiceDeploymentArn;
import argosy.domain.state.Change;
import argosy.domain.state.Effect;
import argosy.domain.state.Entity;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What one decision changes about a service and its tasks, gathered until it is complete.
/// Single-threaded.
public final class ServiceChanges {
  private final @Nullable Service before;
  private final Instant now;
  private final RandomGenerator random;
  private final List<Change> changes = new ArrayList<>();
  private final List<Effect> effects = new ArrayList<>();
  private Service service;

  private ServiceChanges(
      @Nullable Service before, Service service, Instant now, RandomGenerator random) {
    this.before = before;
    this.service = service;
    this.now = now;
    this.random = random;
  }

  /// Changes of a service that is there.
  public static ServiceChanges of(Service service, Instant now, RandomGenerator random) {
    return new ServiceChanges(service, service, now, random);
  }

  /// A new service.
  static ServiceChanges made(Service service, Instant now, RandomGenerator random) {
    return new ServiceChanges(null, service, now, random);
  }

  public Instant now() {
    return now;
  }

  public RandomGenerator random() {
    return random;
  }

  /// As it is after all that was gathered.
  public Service service() {
    return service;
  }

  public void service(Service changed) {
    service = changed;
  }

  public void put(Entity entity) {
    if (entity instanceof Rollout rollout) {
      changes.removeIf(c -> c instanceof Change.Put(Rollout r) && r.arn().equals(rollout.arn()));
    }
    changes.add(new Change.Put(entity));
  }

  /// The service deployment that is under way after all that was gathered.
  public Optional<Rollout> underWay(Picture picture) {
    return service
        .rolloutArn()
        .flatMap(arn -> gathered(arn).or(() -> picture.find(Rollout.key(arn))))
        .filter(rollout -> !rollout.isOver());
  }

  private Optional<Rollout> gathered(ServiceDeploymentArn arn) {
    for (Change change : changes) {
      if (change instanceof Change.Put(Rollout rollout) && rollout.arn().equals(arn)) {
        return Optional.of(rollout);
      }
    }
    return Optional.empty();
  }

  public void put(Entity entity, Effect effect) {
    put(entity);
    effects.add(effect);
  }

  void add(Change change) {
    changes.add(change);
  }

  public void delete(Entity entity) {
    changes.add(new Change.Delete(entity.key()));
  }

  /// Tells what happened, after the service's name: `(service web) ` is put before it.
  public void event(String message) {
    event(message, null);
  }

  /// Tells what happened.
  ///
  /// @param action what ECS calls it; null if it has no name for it
  public void event(String message, @Nullable ServiceAction action) {
    long number = service.standing().events();
    put(
        new ServiceEvent(
            service.arn(),
            number,
            Ids.uuid(random),
            now,
            "(service " + service.arn().name() + ") " + message,
            action));
    if (number >= ServiceEvent.KEPT) {
      changes.add(new Change.Delete(ServiceEvent.key(service.arn(), number - ServiceEvent.KEPT)));
    }
    service = service.with(service.standing().told());
  }

  /// All of it, with a reply.
  public <R> Outcome<R> outcome(R reply) {
    if (!service.equals(before)) {
      put(service);
    }
    return new Outcome.Accepted<>(changes, effects, reply);
  }
}
