package argosy.sim;

import static argosy.sim.Invariants.that;

import argosy.domain.instance.Away;
import argosy.domain.service.Deployment;
import argosy.domain.service.Deployment.State;
import argosy.domain.service.Rollout;
import argosy.domain.service.Service;
import argosy.domain.service.ServiceStatus;
import argosy.domain.state.Picture;
import argosy.domain.task.StopCode;
import argosy.domain.task.Task;
import argosy.domain.task.TaskStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What services promise, at every moment and in the end. Here it is said in other words than the
/// reconciler's: by what is seen before and after each step.
final class Promises {
  private final SimServer server;
  private Picture before = Picture.EMPTY;

  Promises(SimServer server) {
    this.server = server;
  }

  /// Compares the picture with the one that was looked at last, if it changed.
  void hold() {
    Picture now = server.picture();
    if (now.equals(before)) {
      return;
    }
    for (Service service : now.all(Service.KIND)) {
      List<Task> alive = alive(now, service);
      if (service.status() == ServiceStatus.ACTIVE) {
        neverTooMany(now, service);
        neverTooFewHealthy(now, service, alive);
      } else {
        that(started(now, service).isEmpty(), () -> "started for what goes: " + service);
      }
    }
    for (Task task : Task.unstopped(now)) {
      Optional<String> of = task.service();
      that(
          of.isEmpty() || now.find(Service.KIND.key(of.get())).filter(Service::lives).isPresent(),
          () -> "a task of a service that is gone: " + task);
    }
    before = now;
  }

  /// What stops counts until it has stopped, unless nobody can say whether it has.
  private void neverTooMany(Picture now, Service service) {
    int most = service.desired() * service.spec().deploymentConfiguration().maximumPercent() / 100;
    List<Task> started = started(now, service);
    Map<String, Instant> away = Away.all(now);
    long there =
        unstopped(now, service).stream()
            .filter(t -> t.stop() == null || !away.containsKey(t.instance().id()))
            .count();
    that(
        started.isEmpty() || there <= most,
        () -> there + " tasks are more than " + most + " of " + service);
    Deployment primary = service.primary().orElseThrow();
    that(
        started.isEmpty() || primary.state() != State.FAILED,
        () -> "started for a deployment that failed: " + service);
  }

  /// Those that the service stops may be missed, but for those that their hosts have lost.
  private void neverTooFewHealthy(Picture now, Service service, List<Task> alive) {
    int percent = service.spec().deploymentConfiguration().minimumHealthyPercent();
    int least = Math.ceilDiv(service.desired() * percent, 100);
    long stopped = 0;
    long othersGone = 0;
    for (Task was : alive(before, service)) {
      Task is = now.find(was.key()).orElse(was);
      if (was.last() == TaskStatus.RUNNING && is.stop() != null) {
        boolean byUs = is.stop().code() == StopCode.SERVICE_SCHEDULER_INITIATED && !isLost(is);
        stopped += byUs ? 1 : 0;
        othersGone += byUs ? 0 : 1;
      }
    }
    long running = alive.stream().filter(t -> t.last() == TaskStatus.RUNNING).count();
    long kept = running + othersGone;
    long taken = stopped;
    that(
        taken == 0 || kept >= least,
        () -> taken + " were stopped, " + kept + " of " + least + " are left: " + service);
  }

  private static boolean isLost(Task task) {
    return task.stop() != null && task.stop().reason().startsWith("Host lost: ");
  }

  /// How many tasks that are remembered were given up with their hosts.
  int lost() {
    return (int) server.picture().all(Task.KIND).stream().filter(Promises::isLost).count();
  }

  private List<Task> started(Picture now, Service service) {
    return alive(now, service).stream().filter(task -> before.find(task.key()).isEmpty()).toList();
  }

  private static Collection<Task> unstopped(Picture picture, Service service) {
    return Task.unstoppedOf(picture, service.key().id());
  }

  private static List<Task> alive(Picture picture, Service service) {
    return unstopped(picture, service).stream()
        .filter(task -> task.desired() == TaskStatus.RUNNING)
        .toList();
  }

  /// True if nothing is to come any more.
  boolean areKept() {
    return server.picture().all(Service.KIND).stream().allMatch(s -> !end(s).equals(UNFINISHED));
  }

  private static final String UNFINISHED = "unfinished";

  /// How the services have ended, and how many so.
  Map<String, Integer> holdInTheEnd() {
    Map<String, Integer> ends = new TreeMap<>();
    for (Service service : server.picture().all(Service.KIND)) {
      String end = end(service);
      that(
          !end.equals(UNFINISHED),
          () -> service + " has " + List.copyOf(unstopped(server.picture(), service)));
      ends.merge(end, 1, Integer::sum);
    }
    return ends;
  }

  private String end(Service service) {
    Picture picture = server.picture();
    Collection<Task> tasks = unstopped(picture, service);
    boolean moves = tasks.stream().anyMatch(task -> task.last() != task.desired());
    boolean rolls = Rollout.underWay(picture, service).isPresent();
    if (!service.lives()) {
      return tasks.isEmpty() && !rolls ? "gone" : UNFINISHED;
    }
    if (service.status() == ServiceStatus.DRAINING) {
      return UNFINISHED;
    }
    Deployment primary = service.primary().orElseThrow();
    boolean steady =
        primary.state() == State.COMPLETED
            && tasks.size() == service.desired()
            && service.deployments().size() == 1
            && service.standing().steadyAt() != null
            && tasks.stream().allMatch(t -> primary.name().equals(t.launch().startedBy()));
    if (steady && !moves && !rolls) {
      return "steady";
    }
    if (primary.state() == State.FAILED) {
      return moves || rolls ? UNFINISHED : "failed";
    }
    if (service.spec().taskDefinition().contains("/" + Owners.BROKEN + ":")
        && primary.trial().inRow() > 0) {
      return "broken";
    }
    return service.standing().complaint().equals("limits") ? "stuck" : UNFINISHED;
  }
}
