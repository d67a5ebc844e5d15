package argosy.domain.service;

import argosy.domain.id.ServiceArn;
import argosy.domain.id.ServiceDeploymentArn;
import argosy.domain.state.Entity;
import argosy.domain.state.Key;
import argosy.domain.state.Kind;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookDetail;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookStatus;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
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
/// @param course how far it has come
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
    Course course,
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

  /// So many hooks are remembered of one: as many as the steps of the slowest shift have, and more.
  private static final int HOOKS_KEPT = 100;

  private static final double ALL = 100;

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
      Course course) {
    Instant now = course.stage().since();
    return new Rollout(
        arn,
        target,
        sources,
        ServiceDeploymentStatus.IN_PROGRESS,
        "",
        configuration,
        course,
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

  /// Whether it gives the new revision a full set of tasks beside those of the old one and shifts
  /// the traffic, instead of replacing tasks a few at a time.
  public boolean isShifting() {
    return configuration.strategy() != null
        && configuration.strategy() != DeploymentStrategy.ROLLING;
  }

  public Course.Stage stage() {
    return course.stage();
  }

  public boolean isAt(ServiceDeploymentLifecycleStage wanted) {
    return stage().name() == wanted;
  }

  /// The old revision: the one that runs on until CLEAN_UP.
  public Optional<String> blue() {
    return Optional.ofNullable(course.traffic().blue());
  }

  /// Whether a revision is meant to have all of its tasks at this moment. All others are on their
  /// way out.
  public boolean wants(String revision) {
    if (rollback != null) {
      return rollback.serviceRevisionArn().endsWith("/" + revision);
    }
    boolean ends = isAt(ServiceDeploymentLifecycleStage.CLEAN_UP);
    boolean begins = Lifecycle.isBefore(stage().name(), ServiceDeploymentLifecycleStage.SCALE_UP);
    if (revision.equals(target)) {
      return !begins;
    }
    return revision.equals(course.traffic().blue()) && (begins || (isShifting() && !ends));
  }

  /// How much of the production traffic a revision is to get, in percent.
  public double production(String revision) {
    return share(revision, course.traffic().production());
  }

  /// How much of the test traffic a revision is to get, in percent.
  public double test(String revision) {
    return share(revision, course.traffic().test());
  }

  private double share(String revision, double ofTarget) {
    if (revision.equals(target)) {
      return ofTarget;
    }
    return revision.equals(course.traffic().blue()) ? ALL - ofTarget : 0;
  }

  /// The hooks that hold it up.
  public List<DeploymentLifecycleHookDetail> awaited() {
    return hooks.stream()
        .filter(hook -> hook.status() == DeploymentLifecycleHookStatus.AWAITING_ACTION)
        .toList();
  }

  /// With the next stage begun.
  public Rollout at(ServiceDeploymentLifecycleStage next, Instant now) {
    return with(course.at(next, now), now);
  }

  /// With hooks that hold it up from now on, or none.
  public Rollout asking(List<DeploymentLifecycleHookDetail> more, Instant now) {
    List<DeploymentLifecycleHookDetail> all = new ArrayList<>(hooks);
    all.addAll(more);
    int forgotten = Math.max(0, all.size() - HOOKS_KEPT);
    return with(course.asked(), now).with(all.subList(forgotten, all.size()), now);
  }

  /// With one of its hooks answered.
  public Rollout answered(String hookId, DeploymentLifecycleHookStatus answer, Instant now) {
    List<DeploymentLifecycleHookDetail> all = changed(h -> h.hookId().equals(hookId), answer);
    return with(course.released(now), now).with(all, now);
  }

  public Rollout producing(double percent, Instant now) {
    return with(course.producing(percent, now), now);
  }

  public Rollout tested(Instant now) {
    return with(course.tested(now), now);
  }

  public Rollout with(Course.Watch watch, Instant now) {
    return with(course.with(watch), now);
  }

  /// Nobody waits for the hooks of one that goes no further.
  private List<DeploymentLifecycleHookDetail> unanswered() {
    return changed(
        hook -> hook.status() == DeploymentLifecycleHookStatus.AWAITING_ACTION,
        DeploymentLifecycleHookStatus.FAILED);
  }

  private List<DeploymentLifecycleHookDetail> changed(
      Predicate<DeploymentLifecycleHookDetail> which, DeploymentLifecycleHookStatus to) {
    return hooks.stream()
        .map(hook -> which.test(hook) ? hook.toBuilder().status(to).build() : hook)
        .toList();
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
    return next(changed, why, course, rollback, ended ? unanswered() : hooks, breaker, moments);
  }

  public Rollout with(Course changed, Instant now) {
    return next(status, reason, changed, rollback, hooks, breaker, touched(now));
  }

  public Rollout with(List<DeploymentLifecycleHookDetail> changed, Instant now) {
    return next(status, reason, course, rollback, changed, breaker, touched(now));
  }

  public Rollout with(Breaker changed, Instant now) {
    return next(status, reason, course, rollback, hooks, changed, touched(now));
  }

  /// Somebody wants it to end.
  public Rollout stopRequested(Instant now) {
    return next(
        ServiceDeploymentStatus.STOP_REQUESTED,
        reason,
        course,
        rollback,
        hooks,
        breaker,
        new Times(times.createdAt, times.startedAt, times.finishedAt, now, now));
  }

  /// On its way back.
  public Rollout back(Rollback to, Instant now) {
    return next(
        ServiceDeploymentStatus.ROLLBACK_IN_PROGRESS,
        to.reason(),
        isShifting() ? course.back(now) : course,
        to,
        unanswered(),
        breaker,
        touched(now));
  }

  private Rollout next(
      ServiceDeploymentStatus newStatus,
      String newReason,
      Course newCourse,
      @Nullable Rollback newRollback,
      List<DeploymentLifecycleHookDetail> newHooks,
      Breaker newBreaker,
      Times newTimes) {
    return new Rollout(
        arn,
        target,
        sources,
        newStatus,
        newReason,
        configuration,
        newCourse,
        newRollback,
        newHooks,
        newBreaker,
        newTimes);
  }

  private Times touched(Instant now) {
    return new Times(times.createdAt, times.startedAt, times.finishedAt, times.stoppedAt, now);
  }
}
