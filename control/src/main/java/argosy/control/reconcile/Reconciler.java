package argosy.control.reconcile;

import argosy.control.cell.Cell;
import argosy.control.cell.Result;
import argosy.control.cell.Watch;
import argosy.domain.cluster.Cluster;
import argosy.domain.daemon.Daemon;
import argosy.domain.deployment.Outside;
import argosy.domain.deployment.ReconcileService.Reconciled;
import argosy.domain.id.CellId;
import argosy.domain.id.ClusterArn;
import argosy.domain.id.DaemonArn;
import argosy.domain.id.ServiceArn;
import argosy.domain.instance.Instance;
import argosy.domain.instance.InstanceStatus;
import argosy.domain.placement.Host;
import argosy.domain.service.Rollout;
import argosy.domain.service.Service;
import argosy.domain.service.TaskSet;
import argosy.domain.state.Change;
import argosy.domain.state.Entity;
import argosy.domain.state.Key;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import argosy.domain.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Has services and daemons reconciled: at once after a change of them, of their tasks or of the
/// instances that they wait for, when time alone brings something about, and all of them every
/// minute. What follows is decided by the [Aim]; nothing is lost here that the next round would not
/// find. Owned by the cell's thread.
public final class Reconciler implements Watch {
  private static final Duration EVERY = Duration.ofMinutes(1);

  /// After a decision that came to nothing, such as while the store is away.
  private static final Duration AFTER_FAULT = Duration.ofSeconds(1);

  private final Cell cell;
  private final Set<Aim> due = new LinkedHashSet<>();
  private final Map<Aim, Instant> wakes = new HashMap<>();

  private final Outside outside;

  private Reconciler(Cell cell, Outside outside) {
    this.cell = cell;
    this.outside = outside;
  }

  /// Reconciles the services of a cell from now on. Call it before the cell does anything.
  public static void attach(Cell cell) {
    attach(cell, Outside.NONE);
  }

  /// @param outside what deployments ask of the world; asked on the cell's thread, so it answers at
  ///   once, from what it knows
  public static void attach(Cell cell, Outside outside) {
    var reconciler = new Reconciler(cell, outside);
    cell.watch(reconciler);
    reconciler.sweep();
  }

  private void sweep() {
    cell.picture().all(Service.KIND).stream().filter(Service::lives).forEach(s -> mark(s.arn()));
    cell.picture().all(Daemon.KIND).forEach(daemon -> mark(daemon.arn()));
    cell.after(EVERY, this::sweep);
  }

  @Override
  public void decided(CellId id, String decision, Picture before, Outcome<?> outcome) {
    if (outcome instanceof Outcome.Accepted<?>(List<Change> changes, _, _)) {
      changes.forEach(change -> heed(before, change));
    }
  }

  @Override
  public void failed(CellId id, int decisions) {}

  private void heed(Picture before, Change change) {
    switch (change) {
      case Change.Put(Task task) -> heed(task);
      case Change.Put(Service service) -> mark(service.arn());
      case Change.Put(Rollout rollout) -> mark(rollout.arn().service());
      case Change.Put(TaskSet set) -> mark(set.arn().service());
      case Change.Put(Daemon daemon) -> {
        mark(daemon.arn());
        waiting(daemon.arn().clusterArn()); // it may have let other tasks come
      }
      case Change.Put(Instance instance) ->
          heed(before.find(Instance.key(instance.arn())).orElse(null), instance);
      case Change.Put(Entity _) -> {}
      case Change.Delete(Key<?> _) -> {}
    }
  }

  /// A task that stops also makes room for those who wait for it.
  private void heed(Task task) {
    markOwner(task);
    if (task.isStopped()) {
      if (task.launch().wire() == null) {
        waiting(task.arn().clusterArn());
      } else {
        waiting(); // its address, and its room on Fargate, are for those of all clusters
      }
      Daemon.of(cell.picture(), task.arn().clusterArn()).forEach(daemon -> mark(daemon.arn()));
    }
  }

  private void waiting() {
    cell.picture().all(Cluster.KIND).forEach(cluster -> waiting(cluster.arn()));
  }

  private void waiting(ClusterArn cluster) {
    Service.waiting(cell.picture(), cluster).forEach(service -> mark(service.arn()));
  }

  private void markOwner(Task task) {
    task.service().ifPresent(_ -> mark(serviceOf(task)));
    if (task.ofDaemon()) {
      String name = task.launch().group().substring("daemon:".length());
      mark(new DaemonArn(task.arn().cell(), task.arn().cluster(), name));
    }
  }

  private static ServiceArn serviceOf(Task task) {
    String name = task.launch().group().substring("service:".length());
    return new ServiceArn(task.arn().cell(), task.arn().cluster(), name);
  }

  private void heed(@Nullable Instance old, Instance now) {
    if (old != null
        && old.status() == now.status()
        && old.agentConnected() == now.agentConnected()
        && old.attributes().equals(now.attributes())
        && old.resources().equals(now.resources())) {
      return;
    }
    Picture picture = cell.picture();
    Task.on(picture, now.arn()).forEach(this::markOwner);
    if (now.status() == InstanceStatus.ACTIVE) {
      Daemon.of(picture, now.arn().clusterArn()).forEach(daemon -> mark(daemon.arn()));
      if (Host.of(now).pool().isFargate()) {
        waiting();
      } else {
        waiting(now.arn().clusterArn());
      }
    }
  }

  private void mark(ServiceArn service) {
    mark(new Aim.OfService(service));
  }

  private void mark(DaemonArn daemon) {
    mark(new Aim.OfDaemon(daemon));
  }

  /// It is reconciled soon, once however often it is marked until then.
  private void mark(Aim aim) {
    if (due.isEmpty()) {
      cell.after(Duration.ZERO, this::work);
    }
    due.add(aim);
  }

  private void work() {
    List<Aim> now = List.copyOf(due);
    due.clear();
    now.forEach(this::reconcile);
  }

  private void reconcile(Aim aim) {
    cell.ask(aim.decision(outside), result -> heed(aim, result));
  }

  private void heed(Aim aim, Result<Reconciled> result) {
    if (result instanceof Result.Done<Reconciled>(Reconciled(Optional<Instant> again, _))) {
      again.ifPresent(at -> wake(aim, at));
    } else {
      wake(aim, cell.now().plus(AFTER_FAULT));
    }
  }

  /// Of several wakes only the earliest counts: it tells of the next one.
  private void wake(Aim aim, Instant at) {
    Instant known = wakes.get(aim);
    if (known == null || at.isBefore(known)) {
      wakes.put(aim, at);
      cell.after(
          Duration.between(cell.now(), at),
          () -> {
            if (wakes.remove(aim, at)) {
              mark(aim);
            }
          });
    }
  }
}
