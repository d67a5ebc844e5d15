package argosy.domain.deployment;

import argosy.domain.id.RevisionArn;
import argosy.domain.service.Deployment;
import argosy.domain.service.Deployment.State;
import argosy.domain.service.Revision;
import argosy.domain.service.Rollout;
import argosy.domain.service.Service;
import argosy.domain.service.ServiceChanges;
import argosy.domain.service.Trial;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Rollback;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

/// How deployments end: in full, given up, or back where they came from.
final class Ends {
  private Ends() {}

  /// The PRIMARY deployment has all that it is to have, and nothing is left of the others.
  static void complete(Picture picture, ServiceChanges changes, Instant now) {
    Service service = changes.service();
    Deployment primary = service.primary().orElseThrow();
    changes.service(
        service
            .with(
                primary.with(
                    State.COMPLETED, "ECS deployment " + primary.name() + " completed.", now))
            .completed(primary.id()));
    changes
        .underWay(picture)
        .map(rollout ->
            AlarmWatch.ended(rollout, now)
                .with(
                    rollout.isBack()
                        ? ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL
                        : ServiceDeploymentStatus.SUCCESSFUL,
                    rollout.reason(),
                    now))
        .ifPresent(changes::put);
    changes.event("(deployment " + primary.name() + ") deployment completed.");
  }

  /// The PRIMARY deployment is given up, and goes back if it may and there is somewhere to go. One
  /// that shifts traffic always may: its old tasks still run.
  ///
  /// @param cause in ECS's words, such as `tasks failed to start.`
  /// @param monitor what noticed it: the circuit breaker, an alarm, a hook, a caller
  static void fail(
      Picture picture, ServiceChanges changes, String monitor, String cause, boolean goesBack) {
    Instant now = changes.now();
    Service service = changes.service();
    Deployment failed = service.primary().orElseThrow();
    String reason = "ECS deployment " + monitor + ": " + cause;
    changes.service(service.with(failed.with(State.FAILED, reason, now)));
    changes.event("(deployment " + failed.name() + ") deployment failed: " + cause);
    Optional<Rollout> rollout = changes.underWay(picture);
    boolean wasBack = rollout.filter(Rollout::isBack).isPresent();
    boolean shifts = rollout.filter(Rollout::isShifting).isPresent();
    Optional<Revision> before =
        (goesBack || shifts) && !wasBack ? before(picture, service, rollout) : Optional.empty();
    if (before.isEmpty()) {
      rollout
          .map(r ->
              r.with(
                  wasBack
                      ? ServiceDeploymentStatus.ROLLBACK_FAILED
                      : ServiceDeploymentStatus.STOPPED,
                  reason,
                  now))
          .ifPresent(changes::put);
      return;
    }
    revive(changes, before.get(), monitor);
    rollout
        .map(r ->
            r.back(
                Rollback.builder()
                    .reason(reason)
                    .startedAt(now)
                    .serviceRevisionArn(before.get().arn().toString())
                    .build(),
                now))
        .ifPresent(changes::put);
  }

  /// The revision that was last deployed in full, unless that is the one that failed.
  private static Optional<Revision> before(
      Picture picture, Service service, Optional<Rollout> rollout) {
    String failed = service.primary().orElseThrow().id();
    return rollout
        .filter(Rollout::isShifting)
        .map(Rollout::blue)
        .orElseGet(() -> Optional.ofNullable(service.completed()))
        .filter(id -> !id.equals(failed))
        .flatMap(id -> picture.find(Revision.key(new RevisionArn(service.arn(), id))));
  }

  /// The deployment of before is the PRIMARY one again: the tasks that it still has go on.
  private static void revive(ServiceChanges changes, Revision revision, String monitor) {
    Service service = changes.service();
    Instant now = changes.now();
    String id = revision.arn().id();
    Deployment again = service.deployment(id).orElseGet(() -> Deployment.begun(id, now));
    String reason =
        "ECS deployment " + monitor + ": rolling back to deploymentId " + again.name() + ".";
    List<Deployment> all = new ArrayList<>();
    all.add(again.with(State.IN_PROGRESS, reason, now).with(Trial.NONE, now));
    service.deployments().stream().filter(d -> !d.id().equals(id)).forEach(all::add);
    changes.service(service.with(all).with(revision.asSpec(service.spec())));
    changes.event("rolling back to deployment " + again.name() + ".");
  }
}
