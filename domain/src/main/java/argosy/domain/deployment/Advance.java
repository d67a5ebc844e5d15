package argosy.domain.deployment;

import argosy.domain.service.Rollout;
import argosy.domain.service.ServiceChanges;
import argosy.domain.state.Picture;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookDetail;

/// Moves the service deployment that is under way on as far as it can go now, and says so.
final class Advance {

  /// More moves than there are stages and steps.
  private static final int MOVES_MAX = 200;

  private Advance() {}

  static void perform(Picture picture, ServiceChanges changes, Sight sight) {
    for (int i = 0; i < MOVES_MAX; i++) {
      Optional<Rollout> rollout = changes.underWay(picture);
      if (rollout.isEmpty()) {
        return;
      }
      switch (Shifting.next(rollout.get(), sight)) {
        case Move.Stay _ -> {
          return;
        }
        case Move.On(Rollout next) -> {
          changes.put(next);
          tell(changes, rollout.get(), next);
        }
        case Move.Back(Rollout last, String monitor, String cause) -> {
          changes.put(last);
          Ends.fail(picture, changes, monitor, cause, true);
          return;
        }
      }
    }
  }

  private static void tell(ServiceChanges changes, Rollout before, Rollout after) {
    String name = "(deployment ecs-svc/" + after.target() + ") ";
    for (DeploymentLifecycleHookDetail hook : after.awaited()) {
      if (before.hooks().stream().noneMatch(h -> h.hookId().equals(hook.hookId()))) {
        changes.event(
            ("%sis paused at %s until ContinueServiceDeployment is called with the hook %s; "
                    + "at %s: %s.")
                .formatted(
                    name,
                    after.stage().name(),
                    hook.hookId(),
                    hook.expiresAt(),
                    hook.timeoutActionAsString()));
      }
    }
    double percent = after.course().traffic().production();
    if (percent != before.course().traffic().production()) {
      changes.event("%snow gets %s%% of the production traffic.".formatted(name, text(percent)));
    }
  }

  private static String text(double percent) {
    return percent == Math.rint(percent) ? Long.toString((long) percent) : Double.toString(percent);
  }
}
