package argosy.control.reconcile;

import argosy.control.cell.Cell;
import argosy.control.cell.Result;
import argosy.control.cell.Watch;
import argosy.domain.deployment.Outside;
import argosy.domain.deployment.ReconcileService;
import argosy.domain.deployment.ReconcileService.Reconciled;
import argosy.domain.id.CellId;
import argosy.domain.id.ServiceArn;
import argosy.domain.instance.Instance;
import argosy.domain.instance.InstanceStatus;
import argosy.domain.service.Rollout;
import argosy.domain.service.Service;
import argosy.domain.state.Change;
import argosy.domain.state.Decision;
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

/// Has services reconciled: at once after a change of them, of their tasks or of the instances that
/// they wait for, when time alone brings something about, and all of them every minute. What
/// follows is decided by [ReconcileService]; nothing is lost here that the next round would not
/// find. Owned by the cell's thread.
public final class Reconciler implements Watch {
  private static final Duration EVERY = Duration.ofMinutes(1);

  /// After a decision that came to nothing, such as while the store is away.
  private static final Duration AFTER_FAULT = Duration.ofSeconds(1);

  private final Cell cell;
  private final Set<ServiceArn> due = new LinkedHashSet<>();
  private final Map<ServiceArn, Instant> wakes = new HashMap<>();

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
      case Change.Put(Instance instance) ->
          heed(before.find(Instance.key(instance.arn())).orElse(null), instance);
      case Change.Put(Entity _) -> {}
      case Change.Delete(Key<?> _) -> {}
    }
  }

  /// A task that stops also makes room for those who wait for it.
  private void heed(Task task) {
    task.service().ifPresent(_ -> mark(serviceOf(task)));
    if (task.isStopped()) {
      Service.waiting(cell.picture(), task.arn().clusterArn()).forEach(s -> mark(s.arn()));
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
    Task.on(picture, now.arn()).stream()
        .filter(task -> task.service().isPresent())
        .forEach(task -> mark(serviceOf(task)));
    if (now.status() == InstanceStatus.ACTIVE) {
      Service.waiting(picture, now.arn().clusterArn()).forEach(s -> mark(s.arn()));
    }
  }

  /// The service is reconciled soon, once however often it is marked until then.
  private void mark(ServiceArn service) {
    if (due.isEmpty()) {
      cell.after(Duration.ZERO, this::work);
    }
    due.add(service);
  }

  private void work() {
    List<ServiceArn> now = List.copyOf(due);
    due.clear();
    now.forEach(this::reconcile);
  }

  private void reconcile(ServiceArn service) {
    Decision<Reconciled> decision =
        (picture, now, random) -> ReconcileService.decide(picture, service, outside, now, random);
    cell.ask(Decision.named("ReconcileService", decision), result -> heed(service, result));
  }

  private void heed(ServiceArn service, Result<Reconciled> result) {
    if (result instanceof Result.Done<Reconciled>(Reconciled(Optional<Instant> again, _))) {
      again.ifPresent(at -> wake(service, at));
    } else {
      wake(service, cell.now().plus(AFTER_FAULT));
    }
  }

  /// Of several wakes only the earliest counts: it tells of the next one.
  private void wake(ServiceArn service, Instant at) {
    Instant known = wakes.get(service);
    if (known == null || at.isBefore(known)) {
      wakes.put(service, at);
      cell.after(
          Duration.between(cell.now(), at),
          () -> {
            if (wakes.remove(service, at)) {
              mark(service);
            }
          });
    }
  }
}
