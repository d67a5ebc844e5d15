package argosy.domain.deployment;

import argosy.domain.service.Course;
import argosy.domain.service.Lifecycle;
import argosy.domain.service.Rollout;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookDetail;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentLifecycleStage;

/// How a service deployment goes through its stages. The order of the stages is in [Lifecycle];
/// here is what each of them waits for.
final class Shifting {

  /// As long as ECS lets a stage last, unless somebody is asked.
  static final Duration STAGE_MAX = Duration.ofDays(1);

  private Shifting() {}

  static Move next(Rollout rollout, Sight sight) {
    if (rollout.isBack()) {
      return Move.STAY;
    }
    Optional<Move> held = Hooks.atStage(rollout, sight.now(), sight.random());
    if (held.isPresent()) {
      return held.get();
    }
    if (isDone(rollout, sight)) {
      return Lifecycle.next(rollout.stage().name(), rollout.isShifting())
          .<Move>map(stage -> new Move.On(rollout.at(stage, sight.now())))
          .orElse(Move.STAY);
    }
    return shift(rollout, sight).orElseGet(() -> late(rollout, sight.now()));
  }

  /// Whether the work of the stage is done.
  private static boolean isDone(Rollout rollout, Sight sight) {
    return switch (rollout.stage().name()) {
      case RECONCILE_SERVICE -> !rollout.isShifting() || sight.reconciled();
      case PRE_SCALE_UP, POST_SCALE_UP, POST_TEST_TRAFFIC_SHIFT, POST_PRODUCTION_TRAFFIC_SHIFT ->
          true;
      case SCALE_UP -> hasAll(rollout, sight);
      case TEST_TRAFFIC_SHIFT ->
          rollout.stage().shifts() > 0 && sight.outside().loadBalancing().hasShifted(rollout);
      case PRODUCTION_TRAFFIC_SHIFT ->
          rollout.stage().shifts() >= ShiftingSteps.of(rollout).percents().size()
              && sight.outside().loadBalancing().hasShifted(rollout);
      case BAKE_TIME ->
          !sight.now().isBefore(baked(rollout, sight.outside().alarms())) && hasAll(rollout, sight);
      case CLEAN_UP, UNKNOWN_TO_SDK_VERSION -> false;
    };
  }

  private static boolean hasAll(Rollout rollout, Sight sight) {
    return rollout.isShifting() ? sight.full() : sight.whole();
  }

  /// The next step of traffic, if it is time for one and the new revision is fit for it.
  private static Optional<Move> shift(Rollout rollout, Sight sight) {
    return switch (rollout.stage().name()) {
      case TEST_TRAFFIC_SHIFT ->
          sight.full() && rollout.stage().shifts() == 0
              ? Optional.of(new Move.On(rollout.tested(sight.now())))
              : Optional.empty();
      case PRODUCTION_TRAFFIC_SHIFT -> step(rollout, sight);
      case RECONCILE_SERVICE,
          PRE_SCALE_UP,
          SCALE_UP,
          POST_SCALE_UP,
          POST_TEST_TRAFFIC_SHIFT,
          POST_PRODUCTION_TRAFFIC_SHIFT,
          BAKE_TIME,
          CLEAN_UP,
          UNKNOWN_TO_SDK_VERSION ->
          Optional.empty();
    };
  }

  private static Optional<Move> step(Rollout rollout, Sight sight) {
    ShiftingSteps steps = ShiftingSteps.of(rollout);
    Course.Stage stage = rollout.stage();
    if (stage.shifts() >= steps.percents().size()
        || sight.now().isBefore(stepDue(rollout, steps))
        || !sight.outside().loadBalancing().hasShifted(rollout)) {
      return Optional.empty();
    }
    Optional<Move> held = Hooks.beforeStep(rollout, sight.now(), sight.random());
    if (held.isPresent() || !sight.full()) {
      return held;
    }
    double percent = steps.percents().get(stage.shifts());
    return Optional.of(new Move.On(rollout.producing(percent, sight.now())));
  }

  /// When the next step may be done. Whoever was asked before it was asked when it was due.
  private static Instant stepDue(Rollout rollout, ShiftingSteps steps) {
    Course.Stage stage = rollout.stage();
    boolean bakes = stage.shifts() > 0 && !stage.asked();
    return bakes ? stage.since().plus(steps.bake()) : stage.since();
  }

  /// Until when both revisions run after all traffic is shifted; of a rolling deployment, until
  /// when it is watched. Where there is no old revision nothing is waited for.
  static Instant baked(Rollout rollout, Alarms alarms) {
    Integer minutes = Objects.requireNonNullElse(rollout.configuration().bakeTimeInMinutes(), 0);
    Duration bake = Duration.ofMinutes(minutes);
    if (rollout.isShifting()) {
      bake = rollout.blue().isEmpty() ? Duration.ZERO : bake;
    } else if (AlarmWatch.isOn(rollout)) {
      Duration slowest = alarms.slowest(rollout.arn().service().cell(), AlarmWatch.names(rollout));
      bake = slowest.compareTo(bake) > 0 ? slowest : bake;
    }
    return rollout.stage().since().plus(bake);
  }

  private static Move late(Rollout rollout, Instant now) {
    Optional<Instant> limit = limit(rollout).filter(at -> !now.isBefore(at));
    if (limit.isEmpty()) {
      return Move.STAY;
    }
    return new Move.Back(
        rollout,
        "lifecycle stage",
        rollout.stage().name()
            + " did not end within "
            + STAGE_MAX.toHours()
            + " hours, since "
            + rollout.stage().since()
            + ".");
  }

  /// When a stage has lasted too long. A rolling deployment takes the time that it needs.
  private static Optional<Instant> limit(Rollout rollout) {
    Course.Stage stage = rollout.stage();
    if (!rollout.isShifting()) {
      return Optional.empty();
    }
    return switch (stage.name()) {
      case RECONCILE_SERVICE, SCALE_UP, TEST_TRAFFIC_SHIFT ->
          Optional.of(stage.since().plus(STAGE_MAX));
      case PRODUCTION_TRAFFIC_SHIFT ->
          Optional.of(stepDue(rollout, ShiftingSteps.of(rollout)).plus(STAGE_MAX));
      case PRE_SCALE_UP,
          POST_SCALE_UP,
          POST_TEST_TRAFFIC_SHIFT,
          POST_PRODUCTION_TRAFFIC_SHIFT,
          BAKE_TIME,
          CLEAN_UP,
          UNKNOWN_TO_SDK_VERSION ->
          Optional.empty();
    };
  }

  /// When the mere passing of time brings it further, or ends it.
  static Optional<Instant> again(Rollout rollout, Alarms alarms, Instant now) {
    if (rollout.isBack()) {
      return Optional.empty();
    }
    List<Instant> moments = new ArrayList<>();
    rollout.awaited().stream().map(DeploymentLifecycleHookDetail::expiresAt).forEach(moments::add);
    if (rollout.isAt(ServiceDeploymentLifecycleStage.BAKE_TIME)) {
      moments.add(baked(rollout, alarms));
    }
    if (rollout.isAt(ServiceDeploymentLifecycleStage.PRODUCTION_TRAFFIC_SHIFT)) {
      moments.add(stepDue(rollout, ShiftingSteps.of(rollout)));
    }
    limit(rollout).ifPresent(moments::add);
    return moments.stream().filter(at -> at.isAfter(now)).min(Instant::compareTo);
  }
}
