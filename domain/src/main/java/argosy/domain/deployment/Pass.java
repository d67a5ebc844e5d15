package argosy.domain.deployment;

import argosy.domain.deployment.ReconcileService.Reconciled;
import argosy.domain.deployment.Seen.Fitness;
import argosy.domain.service.Deployment;
import argosy.domain.service.Deployment.State;
import argosy.domain.service.Rollout;
import argosy.domain.service.Service;
import argosy.domain.service.ServiceChanges;
import argosy.domain.service.ServiceStatus;
import argosy.domain.service.Standing;
import argosy.domain.service.TaskSet;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentLifecycleStage;

/// One pass over a service: what became of its tasks, what that means for its deployments, and what
/// to start and stop.
final class Pass {

  /// So many tasks an event names; more would hide what it says.
  private static final int TASKS_TOLD = 10;

  private final Picture picture;
  private final ServiceChanges changes;
  private final Outside outside;
  private final Observed observed;
  private final Breaker breaker;
  private final @Nullable DaemonPass daemon;
  private final Limits limits;
  private final Instant now;

  Pass(Picture picture, ServiceChanges changes, Outside outside) {
    this.picture = picture;
    this.outside = outside;
    this.changes = changes;
    this.now = changes.now();
    Service service = changes.service();
    this.observed = Observed.of(picture, service, outside, now);
    this.daemon = DaemonPass.of(picture, changes);
    this.limits = daemon == null ? Limits.of(service) : daemon.limits();
    this.breaker = Breaker.of(service.spec().deploymentConfiguration(), limits.desired());
  }

  Reconciled perform() {
    if (changes.service().status() == ServiceStatus.DRAINING) {
      return drain();
    }
    Failures.count(picture, changes);
    Failures.forgive(observed, changes, breaker, now);
    LostHosts.tell(changes, observed);
    Images.resolve(picture, observed, changes, primary());
    judge();
    heedAlarms();
    Advance.perform(picture, changes, sight());
    boolean more = act();
    dropEmptied();
    complete();
    Standings.say(changes, isSteady());
    return new Reconciled(again(), more);
  }

  /// Everything goes, and then the service.
  private Reconciled drain() {
    var stops = new Carrying(picture, changes);
    boolean more = stops.stopAll(observed.alive(), "Service is being deleted");
    if (observed.tasks().isEmpty()) {
      TaskSet.of(picture, changes.service().arn()).forEach(changes::delete);
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
    if (primary.state() != State.IN_PROGRESS || isPastReturn()) {
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

  /// Whether the service deployment goes forward and only has to clean up.
  private boolean isPastReturn() {
    return changes
        .underWay(picture)
        .filter(r -> r.isShifting() && !r.isBack())
        .filter(r -> r.isAt(ServiceDeploymentLifecycleStage.CLEAN_UP))
        .isPresent();
  }

  private void heedAlarms() {
    Optional<Rollout> rollout = changes.underWay(picture).filter(_ -> !isPastReturn());
    Optional<Rollout> looked = rollout.map(r -> AlarmWatch.look(r, outside.alarms(), now));
    if (looked.equals(rollout)) {
      return;
    }
    Rollout after = looked.orElseThrow();
    changes.put(after);
    if (AlarmWatch.isTriggered(after)) {
      String cause =
          "alarm detected. In ALARM: "
              + Objects.requireNonNull(after.course().watch()).triggered()
              + ".";
      Ends.fail(picture, changes, "alarms", cause, AlarmWatch.goesBack(after));
    }
  }

  private Sight sight() {
    Service service = changes.service();
    String blue =
        changes
            .underWay(picture)
            .flatMap(Rollout::blue)
            .flatMap(service::deployment)
            .map(Deployment::name)
            .orElse("");
    int desired = limits.desired();
    boolean alone =
        observed.tasks().stream().allMatch(s -> !s.isAlive() || s.deployment().equals(blue));
    return new Sight(
        blue.isEmpty() || (alone && Pool.isFull(observed, blue, desired, now)),
        Pool.isFull(observed, primary().name(), desired, now),
        isWhole() && observed.tasks().stream().allMatch(s -> !s.isAlive() || s.isProven(now)),
        outside,
        now,
        changes.random());
  }

  private boolean act() {
    if (daemon != null) {
      return isRolling() && daemon.act(observed, mayStart(primary()));
    }
    var carrying = new Carrying(picture, changes);
    boolean more = false;
    int unplaced = 0;
    for (Pool pool : Pool.of(changes.service(), changes.underWay(picture), observed)) {
      Deployment deployment = pool.deployment();
      boolean mayStart = mayStart(deployment);
      Limits roomy = pool.limits(balanced());
      Plan plan = Rolling.plan(pool.observed(), deployment.name(), roomy, mayStart);
      more |= carrying.stop(plan.stops());
      int left = carrying.start(plan.starts(), deployment, observed);
      if (left > 0 && plan.stops().isEmpty() && !carrying.isRoomComing()) {
        more |= carrying.stop(Rolling.room(pool.observed(), deployment.name(), roomy, left));
      }
      unplaced += left;
    }
    if (carrying.isIdle() && isUneven()) {
      carrying.startOneMore(primary(), observed);
    }
    List<Seen> held =
        isRolling()
            ? Rolling.heldBack(observed, primary().name(), limits, mayStart(primary()))
            : List.of();
    if (!held.isEmpty()) {
      if (carrying.isIdle() && unplaced == 0) {
        carrying.complain(Standing.HELD_BACK, heldBack(primary(), held));
      }
    } else if (unplaced == 0
        && isRolling()
        && limits.isStuck()
        && carrying.isIdle()
        && isBlocked(primary())) {
      carrying.complain(
          "limits",
          "was unable to stop or start tasks during a deployment because of the service"
              + " deployment configuration. Update the minimumHealthyPercent or maximumPercent"
              + " value and try again.");
    } else if (unplaced == 0) {
      carrying.content();
    }
    return more || carrying.isCut();
  }

  /// With one task more while that makes the service more even.
  private Limits balanced() {
    boolean more =
        Rebalance.isWanted(changes.service())
            && Rebalance.isUnderWay(observed.alive(), limits.desired());
    return more ? new Limits(limits.desired() + 1, limits.least(), limits.most()) : limits;
  }

  /// Whether a steady service may be made more even.
  private boolean isUneven() {
    return Rebalance.isWanted(changes.service())
        && limits.most() > limits.desired()
        && primary().state() == State.COMPLETED
        && primary().trial().inRow() == 0
        && isWhole()
        && observed.tasks().size() == limits.desired()
        && Rebalance.mayHelp(observed.tasks());
  }

  /// As ECS says it, and which tasks these are.
  private static String heldBack(Deployment primary, List<Seen> held) {
    String tasks =
        held.stream()
            .limit(TASKS_TOLD)
            .map(
                s -> "(task %s) until %s".formatted(s.task().arn().id(), s.task().protectedUntil()))
            .collect(Collectors.joining(", "));
    return "was unable to reach steady state because (taskSet "
        + primary.name()
        + ") was unable to scale in due to (reason "
        + held.size()
        + " tasks under protection): "
        + tasks
        + (held.size() > TASKS_TOLD ? ", …" : ".");
  }

  /// What failed is not started again, unless it is what another deployment comes from: then it is
  /// all that there is.
  private boolean mayStart(Deployment deployment) {
    boolean failed = deployment.state() == State.FAILED && deployment.id().equals(primary().id());
    return !failed && !deployment.trial().isPaused(now);
  }

  /// Whether tasks are being replaced a few at a time.
  private boolean isRolling() {
    return changes
        .underWay(picture)
        .filter(r -> r.isShifting() || !r.wants(primary().id()))
        .isEmpty();
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
        all.stream()
            .filter(d -> d.equals(all.getFirst()) || observed.has(d.name()) || isKept(d))
            .toList();
    if (left.size() < all.size()) {
      changes.service(changes.service().with(left));
    }
  }

  /// Whether the service deployment may come back to it.
  private boolean isKept(Deployment deployment) {
    return changes.underWay(picture).filter(r -> r.wants(deployment.id())).isPresent();
  }

  private void complete() {
    Deployment primary = primary();
    if (primary.state() == State.IN_PROGRESS
        && !isOnItsWay()
        && isWhole()
        && observed.tasks().stream().allMatch(s -> !s.isAlive() || s.isProven(now))) {
      Ends.complete(picture, changes, now);
    }
  }

  /// Whether the service deployment has stages before it.
  private boolean isOnItsWay() {
    return changes
        .underWay(picture)
        .filter(r -> !r.isBack() && !r.isAt(ServiceDeploymentLifecycleStage.CLEAN_UP))
        .isPresent();
  }

  /// As many tasks as are wanted, all of the PRIMARY deployment, all healthy, and no other.
  private boolean isWhole() {
    String name = primary().name();
    List<Seen> alive = tasks().stream().filter(Seen::isAlive).toList();
    return alive.size() == limits.desired()
        && alive.stream()
            .allMatch(s -> s.is(Fitness.HEALTHY) && !s.evicted() && s.deployment().equals(name));
  }

  /// Those that count. What a daemon has on instances that become empty is on its way out.
  private List<Seen> tasks() {
    return daemon == null ? observed.tasks() : observed.only(seen -> !seen.evicted());
  }

  private boolean isSteady() {
    return isWhole() && primary().state() == State.COMPLETED && tasks().size() == limits.desired();
  }

  /// When something comes true by the mere passing of time.
  private Optional<Instant> again() {
    Optional<Instant> stage =
        changes
            .underWay(picture)
            .flatMap(r -> Shifting.again(r, outside.alarms(), now))
            .filter(at -> at.isAfter(now));
    return Moments.first(Moments.next(observed, changes.service(), now), stage);
  }
}
