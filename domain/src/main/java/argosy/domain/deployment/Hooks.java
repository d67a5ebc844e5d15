package argosy.domain.deployment;

import argosy.domain.id.Ids;
import argosy.domain.service.Lifecycle;
import argosy.domain.service.Rollout;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHook;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookAction;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookDetail;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookStage;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookStatus;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookTargetType;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookTimeoutConfiguration;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentLifecycleStage;

/// Where a service deployment pauses until somebody says how to go on, or nobody did in time.
final class Hooks {

  /// What notices it when a hook ends a deployment.
  static final String MONITOR = "lifecycle hook";

  /// A day, as with ECS.
  private static final int TIMEOUT_MINUTES = 1_440;

  private Hooks() {}

  /// What the hooks of the stage do to the deployment; empty if they let it go on.
  static Optional<Move> atStage(Rollout rollout, Instant now, RandomGenerator random) {
    List<DeploymentLifecycleHookDetail> awaited = rollout.awaited();
    if (!awaited.isEmpty()) {
      return Optional.of(awaiting(rollout, awaited, now));
    }
    return Lifecycle.hooks(rollout.stage().name())
        .filter(_ -> !isPassedOver(rollout))
        .flatMap(stage -> asking(rollout, stage, now, random));
  }

  /// The same before a step of production traffic.
  static Optional<Move> beforeStep(Rollout rollout, Instant now, RandomGenerator random) {
    return asking(rollout, DeploymentLifecycleHookStage.PRE_PRODUCTION_TRAFFIC_SHIFT, now, random);
  }

  /// There is something to reconcile only if several revisions had tasks.
  private static boolean isPassedOver(Rollout rollout) {
    return rollout.isAt(ServiceDeploymentLifecycleStage.RECONCILE_SERVICE)
        && rollout.sources().size() < 2;
  }

  private static Move awaiting(
      Rollout rollout, List<DeploymentLifecycleHookDetail> awaited, Instant now) {
    for (DeploymentLifecycleHookDetail hook : awaited) {
      if (!now.isBefore(hook.expiresAt())) {
        Rollout late =
            rollout.answered(hook.hookId(), DeploymentLifecycleHookStatus.TIMED_OUT, now);
        return hook.timeoutAction() == DeploymentLifecycleHookAction.CONTINUE
            ? new Move.On(late)
            : new Move.Back(
                late,
                MONITOR,
                "the hook "
                    + hook.hookId()
                    + " at "
                    + rollout.stage().name()
                    + " timed out at "
                    + hook.expiresAt()
                    + ".");
      }
    }
    return Move.STAY;
  }

  private static Optional<Move> asking(
      Rollout rollout, DeploymentLifecycleHookStage stage, Instant now, RandomGenerator random) {
    List<DeploymentLifecycleHook> hooks =
        rollout.configuration().lifecycleHooks().stream()
            .filter(hook -> hook.targetType() == DeploymentLifecycleHookTargetType.PAUSE)
            .filter(hook -> hook.lifecycleStages().contains(stage))
            .toList();
    if (rollout.stage().asked() || hooks.isEmpty()) {
      return Optional.empty();
    }
    List<DeploymentLifecycleHookDetail> asked = new ArrayList<>();
    for (DeploymentLifecycleHook hook : hooks) {
      asked.add(asked(hook.timeoutConfiguration(), now, random));
    }
    return Optional.of(new Move.On(rollout.asking(asked, now)));
  }

  private static DeploymentLifecycleHookDetail asked(
      @Nullable DeploymentLifecycleHookTimeoutConfiguration timeout,
      Instant now,
      RandomGenerator random) {
    @Nullable Integer minutes = timeout == null ? null : timeout.timeoutInMinutes();
    @Nullable DeploymentLifecycleHookAction action = timeout == null ? null : timeout.action();
    return DeploymentLifecycleHookDetail.builder()
        .hookId(Ids.pause(random))
        .targetType(DeploymentLifecycleHookTargetType.PAUSE)
        .status(DeploymentLifecycleHookStatus.AWAITING_ACTION)
        .expiresAt(
            now.plus(Duration.ofMinutes(Objects.requireNonNullElse(minutes, TIMEOUT_MINUTES))))
        .timeoutAction(Objects.requireNonNullElse(action, DeploymentLifecycleHookAction.ROLLBACK))
        .build();
  }
}
