package argosy.domain.deployment;

import argosy.domain.error.EcsError;
import argosy.domain.id.ServiceDeploymentArn;
import argosy.domain.service.Rollout;
import argosy.domain.service.Service;
import argosy.domain.service.ServiceChanges;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookAction;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookDetail;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookStatus;

/// Decides what an answer to a hook means that a service deployment waits for: it goes on, or back.
/// If several hooks are waited for, one that says back is enough.
public final class ContinueServiceDeployment {
  private ContinueServiceDeployment() {}

  public static Outcome<Rollout> decide(
      Picture picture,
      ServiceDeploymentArn arn,
      Answer answer,
      Instant now,
      RandomGenerator random) {
    Optional<Rollout> found = picture.find(Rollout.key(arn));
    Optional<Service> service = picture.find(Service.key(arn.service()));
    if (found.isEmpty() || service.isEmpty()) {
      return Outcome.refused(new EcsError.ServiceDeploymentNotFound());
    }
    Rollout rollout = found.get();
    Optional<DeploymentLifecycleHookDetail> hook =
        rollout.hooks().stream().filter(h -> h.hookId().equals(answer.hookId())).findFirst();
    if (hook.isEmpty()) {
      return invalid("The service deployment has no hook with the id " + answer.hookId() + ".");
    }
    if (hook.get().status() != DeploymentLifecycleHookStatus.AWAITING_ACTION || rollout.isOver()) {
      return invalid(
          "The hook "
              + answer.hookId()
              + " is "
              + hook.get().statusAsString()
              + ", and only one that is AWAITING_ACTION can be answered.");
    }
    var changes = ServiceChanges.of(service.get(), now, random);
    if (answer.action() == DeploymentLifecycleHookAction.ROLLBACK) {
      changes.put(rollout.answered(answer.hookId(), DeploymentLifecycleHookStatus.FAILED, now));
      Ends.fail(
          picture,
          changes,
          Hooks.MONITOR,
          "ContinueServiceDeployment said ROLLBACK at " + rollout.stage().name() + ".",
          true);
    } else {
      Rollout released =
          rollout.answered(answer.hookId(), DeploymentLifecycleHookStatus.SUCCEEDED, now);
      changes.put(released);
      changes.event(
          "(deployment ecs-svc/%s) is to continue at %s."
              .formatted(rollout.target(), rollout.stage().name()));
    }
    return changes.outcome(rollout);
  }

  private static Outcome<Rollout> invalid(String message) {
    return Outcome.refused(new EcsError.InvalidParameter(message));
  }

  /// What a hook is told.
  ///
  /// @param hookId as DescribeServiceDeployments has it
  public record Answer(String hookId, DeploymentLifecycleHookAction action) {}
}
