package argosy.domain.deployment;

import argosy.domain.deployment.ReconcileService.Reconciled;
import argosy.domain.deployment.Seen.Fitness;
import argosy.domain.id.TaskSetArn;
import argosy.domain.service.Deployment;
import argosy.domain.service.Revision;
import argosy.domain.service.Service;
import argosy.domain.service.ServiceChanges;
import argosy.domain.service.TaskSet;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.StabilityStatus;

/// One pass over a service whose tasks somebody outside replaces: each of its task sets has as many
/// tasks as it is to have, whatever the others have.
final class SetsPass {
  private final Picture picture;
  private final ServiceChanges changes;
  private final Observed observed;
  private final Carrying carrying;
  private final Instant now;
  private boolean more;
  private int unplaced;

  SetsPass(Picture picture, ServiceChanges changes, Outside outside) {
    this.picture = picture;
    this.changes = changes;
    this.now = changes.now();
    this.observed = Observed.of(picture, changes.service(), outside, now);
    this.carrying = new Carrying(picture, changes);
  }

  Reconciled perform() {
    Failures.count(picture, changes);
    Failures.forgive(observed, changes, Breaker.NONE, now);
    LostHosts.tell(changes, observed);
    boolean steady = true;
    for (Deployment deployment : changes.service().deployments()) {
      var arn = new TaskSetArn(changes.service().arn(), deployment.id());
      TaskSet set = picture.find(TaskSet.key(arn)).orElseThrow();
      steady &= look(set, deployment);
    }
    if (unplaced == 0) {
      carrying.content();
    }
    Standings.say(changes, steady);
    return new Reconciled(Moments.next(observed, changes.service(), now), more || carrying.isCut());
  }

  /// @return whether it is as it is to be
  private boolean look(TaskSet set, Deployment deployment) {
    Observed own = observed.where(seen -> seen.deployment().equals(deployment.name()));
    if (set.is(TaskSet.Status.DRAINING) && own.tasks().isEmpty()) {
      forget(set, deployment);
      return true;
    }
    Images.resolve(picture, observed, changes, deployment);
    int desired = set.desired(changes.service());
    Limits limits = Limits.of(desired, null);
    Plan plan = Rolling.plan(own, deployment.name(), limits, !deployment.trial().isPaused(now));
    more |= carrying.stop(plan.stops());
    unplaced += carrying.start(plan.starts(), deployment, own);
    boolean steady =
        own.tasks().size() == desired
            && own.tasks().stream().allMatch(s -> s.is(Fitness.HEALTHY) && !s.evicted());
    StabilityStatus stability = steady ? StabilityStatus.STEADY_STATE : StabilityStatus.STABILIZING;
    if (set.spec().stabilityStatus() != stability) {
      changes.put(set.with(stability, now));
    }
    return steady;
  }

  /// Nothing can go back to it, so nothing is kept of it.
  private void forget(TaskSet set, Deployment deployment) {
    Service service = changes.service();
    List<Deployment> left =
        service.deployments().stream().filter(d -> !d.id().equals(deployment.id())).toList();
    changes.service(service.with(left));
    picture.find(Revision.key(deployment.revision(service.arn()))).ifPresent(changes::delete);
    changes.delete(set);
  }
}
