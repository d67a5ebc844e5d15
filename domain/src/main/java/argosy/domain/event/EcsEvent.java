package argosy.domain.event;

import argosy.domain.id.ServiceArn;
import argosy.domain.instance.Instance;
import argosy.domain.service.Deployment;
import argosy.domain.service.ServiceAction;
import argosy.domain.state.Entity;
import argosy.domain.state.Key;
import argosy.domain.state.Kind;
import argosy.domain.state.Picture;
import argosy.domain.task.Task;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An event of ECS, as EventBridge knows them. It is about one thing: of what it may be about, all
/// but one are null.
///
/// @param number from 0, growing with each event of the cell
/// @param task as it was then: "ECS Task State Change"
/// @param instance as it was then: "ECS Container Instance State Change"
/// @param service what its scheduler did: "ECS Service Action"
/// @param deployment of a service: "ECS Deployment State Change"
/// @see <a
///   href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_cwe_events.html">Amazon
///   ECS events</a>
public record EcsEvent(
    long number,
    Instant at,
    @Nullable Task task,
    @Nullable Instance instance,
    @Nullable ServiceActed service,
    @Nullable DeploymentMoved deployment)
    implements Entity {

  /// How far behind a follower may be. It misses some if a single commit makes more, as it may when
  /// thousands of tasks are started at once.
  static final int KEPT = 4096;

  public static final Kind<EcsEvent> KIND = new Kind<>("ecs-event", EcsEvent.class, List.of());

  /// What the scheduler of a service did or couldn't do.
  ///
  /// @param reason in the words of the service's own event; empty if there is none
  public record ServiceActed(ServiceArn service, ServiceAction action, String reason) {}

  /// A deployment of a service has begun, or has come to its end.
  ///
  /// @param name such as `ecs-svc/1234567890123456789`
  public record DeploymentMoved(
      ServiceArn service, String name, Deployment.State state, String reason) {}

  static Key<EcsEvent> key(long number) {
    return KIND.key("%015d".formatted(number));
  }

  @Override
  public Key<EcsEvent> key() {
    return key(number);
  }

  /// The events that are remembered after one, in their order.
  ///
  /// @param number of that one; -1 for all
  public static Collection<EcsEvent> after(Picture picture, long number) {
    return picture.startingWith(KIND, "", number < 0 ? "" : key(number).id());
  }

  /// The number of the next event.
  static long next(Picture picture) {
    for (EcsEvent newest : picture.lastFirst(KIND, "")) {
      return newest.number + 1;
    }
    return 0;
  }
}
