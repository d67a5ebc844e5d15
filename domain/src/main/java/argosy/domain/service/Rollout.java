package argosy.domain.service;

import argosy.domain.id.ServiceArn;
import argosy.domain.id.ServiceDeploymentArn;
import argosy.domain.state.Entity;
import argosy.domain.state.Key;
import argosy.domain.state.Kind;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookDetail;
import software.amazon.awssdk.services.ecs.model.Rollback;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentLifecycleStage;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

/// A service deployment, in ECS's newer words: the way of a service from revisions to another, or
/// back. While it is under way, it says what the deployments of the service do.
///
/// @param target the id of the revision that it goes to
/// @param sources the ids of the revisions that had tasks when it began
/// @param reason why it is in its status
/// @param configuration by which it goes, whatever is changed meanwhile
/// @param stage how far it has come, and since when
/// @param rollback where it goes back to, since when and why; null if it doesn't
/// @param hooks what it waits or waited for, the newest last
/// @param breaker of the circuit breaker: failures that count, when it began and at its end
/// @param times of it
public record Rollout(
    ServiceDeploymentArn arn,
    String target,
    List<String> sources,
    ServiceDeploymentStatus status,
    String reason,
    DeploymentConfiguration configuration,
    Stage stage,
    @Nullable Rollback rollback,
    List<DeploymentLifecycleHookDetail> hooks,
    Breaker breaker,
    Times times)
    implements Entity {

  public static final Kind<Rollout> KIND =
      new Kind<>("service-deployment", Rollout.class, List.of());

  /// Nothing changes in these any more.
  private static final Set<ServiceDeploymentStatus> ENDS =
      EnumSet.of(
          ServiceDeploymentStatus.SUCCESSFUL,
          ServiceDeploymentStatus.STOPPED,
          ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL,
          ServiceDeploymentStatus.ROLLBACK_FAILED);

  /// How far it has come.
  ///
  /// @param shifts how many of the steps of its traffic are done
  public record Stage(ServiceDeploymentLifecycleStage name, Instant since, int shifts) {}

  /// @param failures that count
  /// @param threshold at which it opens; 0 if there is no breaker
  /// @param open whether it has ended the deployment
  public record Breaker(int failures, int threshold, boolean open) {}

  /// @param finishedAt when it reached its end
  /// @param stoppedAt when somebody stopped it
  public record Times(
      Instant createdAt,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt,
      @Nullable Instant stoppedAt,
      Instant updatedAt) {}

  public Rollout {
    sources = List.copyOf(sources);
    hooks = List.copyOf(hooks);
  }

  static Rollout begun(
      ServiceDeploymentArn arn,
      String target,
      List<String> sources,
      DeploymentConfiguration configuration,
      Instant now) {
    return new Rollout(
        arn,
        target,
        sources,
        ServiceDeploymentStatus.IN_PROGRESS,
        "",
        configuration,
        new Stage(ServiceDeploymentLifecycleStage.RECONCILE_SERVICE, now, 0),
        null,
        List.of(),
        new Breaker(0, 0, false),
        new Times(now, now, null, null, now));
  }

  public static Key<Rollout> key(ServiceDeploymentArn arn) {
    return KIND.key(Service.id(arn.service()) + "/" + arn.id());
  }

  @Override
  public Key<Rollout> key() {
    return key(arn);
  }

  /// All service deployments of a service that are remembered, in the order of their ids.
  public static Collection<Rollout> of(Picture picture, ServiceArn service) {
    return picture.startingWith(KIND, Service.id(service) + "/");
  }

  /// The newest of a service, if it is still under way.
  public static Optional<Rollout> underWay(Picture picture, Service service) {
    return service
        .rolloutArn()
        .flatMap(arn -> picture.find(key(arn)))
        .filter(rollout -> !rollout.isOver());
  }

  public boolean isOver() {
    return ENDS.contains(status);
  }

  public boolean isBack() {
    return rollback != null;
  }

  /// The status that it has from now on.
  public Rollout with(ServiceDeploymentStatus changed, String why, Instant now) {
    boolean ended = ENDS.contains(changed);
    boolean stopped = changed == ServiceDeploymentStatus.STOPPED;
    var moments =
        new Times(
            times.createdAt,
            times.startedAt,
            ended ? now : times.finishedAt,
            stopped ? now : times.stoppedAt,
            now);
    return new Rollout(
        arn,
        target,
        sources,
        changed,
        why,
        configuration,
        stage,
        rollback,
        hooks,
        breaker,
        moments);
  }

  public Rollout with(Stage changed, Instant now) {
    return new Rollout(
        arn,
        target,
        sources,
        status,
        reason,
        configuration,
        changed,
        rollback,
        hooks,
        breaker,
        touched(now));
  }

  public Rollout with(List<DeploymentLifecycleHookDetail> changed, Instant now) {
    return new Rollout(
        arn,
        target,
        sources,
        status,
        reason,
        configuration,
        stage,
        rollback,
        changed,
        breaker,
        touched(now));
  }

  public Rollout with(Breaker changed, Instant now) {
    return new Rollout(
        arn,
        target,
        sources,
        status,
        reason,
        configuration,
        stage,
        rollback,
        hooks,
        changed,
        touched(now));
  }

  /// Somebody wants it to end.
  public Rollout stopRequested(Instant now) {
    return new Rollout(
        arn,
        target,
        sources,
        ServiceDeploymentStatus.STOP_REQUESTED,
        reason,
        configuration,
        stage,
        rollback,
        hooks,
        breaker,
        new Times(times.createdAt, times.startedAt, times.finishedAt, now, now));
  }

  /// On its way back.
  public Rollout back(Rollback to, Instant now) {
    return new Rollout(
        arn,
        target,
        sources,
        ServiceDeploymentStatus.ROLLBACK_IN_PROGRESS,
        to.reason(),
        configuration,
        stage,
        to,
        hooks,
        breaker,
        touched(now));
  }

  private Times touched(Instant now) {
    return new Times(times.createdAt, times.startedAt, times.finishedAt, times.stoppedAt, now);
  }
}
