package argosy.domain.deployment;

import argosy.domain.deployment.ReconcileService.Reconciled;
import argosy.domain.deployment.Seen.Fitness;
import argosy.domain.service.Deployment;
import argosy.domain.service.Deployment.State;
import argosy.domain.service.Rollout;
import argosy.domain.service.Service;
import argosy.domain.service.ServiceChanges;
import argosy.domain.service.ServiceStatus;
import argosy.domain.state.Picture;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One pass over a service: what became of its tasks, what that means for its deployments, and what
/// to start and stop.
final class Pass {

  /// As long as ECS stays silent about a service that stays steady.
  private static final Duration STEADY_AGAIN = Duration.ofHours(6);

  private final Picture picture;
  private final ServiceChanges changes;
  private final Observed observed;
  private final Breaker breaker;
  private final Limits limits;
  private final Instant now;

  Pass(Picture picture, ServiceChanges changes) {
    this.picture = picture;
    this.changes = changes;
    this.now = changes.now();
    Service service = changes.service();
    this.observed = Observed.of(picture, service, now);
    this.limits = Limits.of(service);
    this.breaker = Breaker.of(service.spec().deploymentConfiguration(), limits.desired());
  }

  Reconciled perform() {
    if (changes.service().status() == ServiceStatus.DRAINING) {
      return drain();
    }
    Failures.count(picture, changes);
    Failures.forgive(observed, changes, breaker, now);
    judge();
    boolean more = act();
    dropEmptied();
    complete();
    steady();
    return new Reconciled(again(), more);
  }

  /// Everything goes, and then the service.
  private Reconciled drain() {
    var stops = new Carrying(picture, changes);
    boolean more = stops.stopAll(observed.alive(), "Service is being deleted");
    if (observed.tasks().isEmpty()) {
      changes.service(changes.service().gone(now));
    }
    return new Reconciled(Optional.empty(), more);
  }

  private Deployment primary() {
    return changes.service().primary().orElseThrow();
  }

  /// Gives up on a deployment that fails too often.
  private void judge() {
    Deployment primary = primary();
    if (primary.state() != State.IN_PROGRESS) {
      return;
    }
    int failures = primary.trial().failed();
    boolean opens = breaker.opens(failures);
    changes
        .underWay(picture)
        .map(r -> r.with(new Rollout.Breaker(failures, breaker.threshold(), opens), now))
        .filter(r -> !isKnown(r))
        .ifPresent(changes::put);
    if (opens) {
      Instant since = Objects.requireNonNullElse(primary.trial().since(), now);
      String cause =
          "tasks failed to start. "
              + failures
              + " failed since "
              + since
              + ", the last one was "
              + primary.trial().reason();
      Ends.fail(picture, changes, "circuit breaker", cause, breaker.rollback());
    }
  }

  private boolean isKnown(Rollout rollout) {
    return picture
        .find(rollout.key())
        .filter(known -> known.breaker().equals(rollout.breaker()))
        .isPresent();
  }

  private boolean act() {
    Deployment primary = primary();
    boolean mayStart = primary.state() != State.FAILED && !primary.trial().isPaused(now);
    Plan plan = Rolling.plan(observed, primary.name(), limits, mayStart);
    var carrying = new Carrying(picture, changes);
    boolean more = carrying.stop(plan.stops());
    int unplaced = carrying.start(plan.starts(), observed);
    if (unplaced > 0 && plan.stops().isEmpty()) {
      more |= carrying.stop(Rolling.room(observed, primary.name(), limits, unplaced));
    }
    if (unplaced == 0 && limits.isStuck() && carrying.isIdle() && isBlocked(primary)) {
      carrying.complain(
          "limits",
          "was unable to stop or start tasks during a deployment because of the service deployment"
              + " configuration. Update the minimumHealthyPercent or maximumPercent value and try"
              + " again.");
    } else if (unplaced == 0) {
      content();
    }
    return more || carrying.isCut();
  }

  /// Nothing is in the way any more.
  private void content() {
    Service service = changes.service();
    if (!service.standing().complaint().isEmpty()) {
      changes.service(service.with(service.standing().content()));
    }
  }

  /// Tasks are missing, and those that are there leave no room for them.
  private boolean isBlocked(Deployment primary) {
    int there = observed.count(s -> s.isAlive() && s.deployment().equals(primary.name()));
    return there < limits.desired()
        && observed.alive().size() >= limits.most()
        && primary.state() == State.IN_PROGRESS;
  }

  /// Older deployments without tasks are forgotten.
  private void dropEmptied() {
    List<Deployment> all = changes.service().deployments();
    List<Deployment> left =
        all.stream().filter(d -> d.equals(all.getFirst()) || observed.has(d.name())).toList();
    if (left.size() < all.size()) {
      changes.service(changes.service().with(left));
    }
  }

  private void complete() {
    Deployment primary = primary();
    if (primary.state() == State.IN_PROGRESS
        && isWhole()
        && observed.tasks().stream().allMatch(s -> !s.isAlive() || s.isProven(now))) {
      Ends.complete(picture, changes, now);
    }
  }

  /// As many tasks as are wanted, all of the PRIMARY deployment, all healthy, and no other.
  private boolean isWhole() {
    String name = primary().name();
    List<Seen> alive = observed.alive();
    return alive.size() == limits.desired()
        && alive.stream()
            .allMatch(s -> s.is(Fitness.HEALTHY) && !s.evicted() && s.deployment().equals(name));
  }

  private void steady() {
    Service service = changes.service();
    boolean steady =
        isWhole()
            && primary().state() == State.COMPLETED
            && observed.tasks().size() == limits.desired();
    Instant said = service.standing().steadyAt();
    if (steady && (said == null || !now.isBefore(said.plus(STEADY_AGAIN)))) {
      changes.service(service.with(service.standing().steady(now)));
      changes.event("has reached a steady state.");
    } else if (!steady && said != null) {
      changes.service(service.with(service.standing().unsteady()));
    }
  }

  /// When something comes true by the mere passing of time.
  private Optional<Instant> again() {
    @Nullable Instant first = null;
    for (Seen seen : observed.tasks()) {
      first = earlier(first, seen.provenAt());
    }
    first = earlier(first, primary().trial().retryAt());
    return Optional.ofNullable(earlier(first, observed.graceEnds()));
  }

  /// The earlier of two moments of which the second may be none, or over.
  private @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    boolean counts = other != null && other.isAfter(now);
    return counts && (one == null || other.isBefore(one)) ? other : one;
  }
}
