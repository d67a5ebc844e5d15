package argosy.domain.service;

import argosy.domain.id.ServiceArn;
import argosy.domain.id.TaskSetArn;
import argosy.domain.state.Entity;
import argosy.domain.state.Key;
import argosy.domain.state.Kind;
import argosy.domain.state.Picture;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.StabilityStatus;
import software.amazon.awssdk.services.ecs.model.Tag;

/// So many of the tasks of a service whose tasks somebody outside replaces: of a definition, and a
/// share of what the service wants. What its tasks are like is its revision; how they fare is the
/// service's deployment of the same id.
///
/// @param spec as answers say it, but for the counts
/// @param token of the request that made it; null if it had none
public record TaskSet(
    TaskSetArn arn,
    software.amazon.awssdk.services.ecs.model.TaskSet spec,
    List<Tag> tags,
    @Nullable String token)
    implements Entity {

  public static final Kind<TaskSet> KIND = new Kind<>("task-set", TaskSet.class, List.of());

  /// What becomes of it, as ECS calls it.
  public enum Status {
    /// The service says what this one is like.
    PRIMARY,
    ACTIVE,
    /// It goes, once its tasks have stopped.
    DRAINING
  }

  private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

  public TaskSet {
    tags = List.copyOf(tags);
  }

  public static Key<TaskSet> key(TaskSetArn arn) {
    return KIND.key(Service.id(arn.service()) + "/" + arn.id());
  }

  @Override
  public Key<TaskSet> key() {
    return key(arn);
  }

  /// All task sets of a service.
  public static Collection<TaskSet> of(Picture picture, ServiceArn service) {
    return picture.startingWith(KIND, Service.id(service) + "/");
  }

  /// The one whose revision the service shows as its own.
  public static Optional<TaskSet> primary(Picture picture, ServiceArn service) {
    return of(picture, service).stream().filter(set -> set.is(Status.PRIMARY)).findFirst();
  }

  public boolean is(Status status) {
    return status.name().equals(spec.status());
  }

  /// How many tasks it is to have: its share of what the service wants, rounded up. Decimal, since
  /// 1.1 percent of 1,000 are 11, and a binary fraction a little more.
  public int desired(Service service) {
    return is(Status.DRAINING)
        ? 0
        : BigDecimal.valueOf(spec.scale().value())
            .multiply(BigDecimal.valueOf(service.desired()))
            .divide(WHOLE, 0, RoundingMode.CEILING)
            .intValueExact();
  }

  public TaskSet with(Status status, Instant now) {
    return with(spec.toBuilder().status(status.name()).updatedAt(now).build());
  }

  /// With all its tasks running and healthy, or not.
  public TaskSet with(StabilityStatus stability, Instant now) {
    return with(spec.toBuilder().stabilityStatus(stability).stabilityStatusAt(now).build());
  }

  public TaskSet tagged(List<Tag> changed) {
    return new TaskSet(arn, spec, changed, token);
  }

  TaskSet with(software.amazon.awssdk.services.ecs.model.TaskSet changed) {
    return new TaskSet(arn, changed, tags, token);
  }
}
