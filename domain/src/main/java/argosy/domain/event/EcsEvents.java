package argosy.domain.event;

import argosy.domain.event.EcsEvent.DeploymentMoved;
import argosy.domain.event.EcsEvent.ServiceActed;
import argosy.domain.instance.Instance;
import argosy.domain.service.Deployment;
import argosy.domain.service.Deployment.State;
import argosy.domain.service.Rollout;
import argosy.domain.service.Service;
import argosy.domain.service.ServiceAction;
import argosy.domain.service.ServiceEvent;
import argosy.domain.state.Change;
import argosy.domain.state.Entity;
import argosy.domain.state.Key;
import argosy.domain.state.Picture;
import argosy.domain.task.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Rollback;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;

/// Finds the events in changes.
public final class EcsEvents {
  private final List<Change> changes;
  private final Instant at;
  private final List<Change> found = new ArrayList<>();
  private long number;

  private EcsEvents(List<Change> changes, Instant at, long number) {
    this.changes = changes;
    this.at = at;
    this.number = number;
  }

  /// The events that changes are, as changes to be made with them: each event, and for each an old
  /// one less.
  ///
  /// @param before what the changes are made to
  /// @param at the time of the events
  public static List<Change> in(Picture before, List<Change> changes, Instant at) {
    Map<Key<?>, Entity> now = new LinkedHashMap<>(); // of several states of one, the last
    for (Change change : changes) {
      if (change instanceof Change.Put(Entity entity) && mayTell(entity)) {
        now.put(entity.key(), entity);
      }
    }
    if (now.isEmpty()) {
      return List.of();
    }
    var events = new EcsEvents(changes, at, EcsEvent.next(before));
    now.values().forEach(entity -> events.look(before.find(entity.key()).orElse(null), entity));
    return events.found;
  }

  private static boolean mayTell(Entity entity) {
    return entity instanceof Task
        || entity instanceof Instance
        || entity instanceof Service
        || entity instanceof ServiceEvent;
  }

  private void look(@Nullable Entity old, Entity entity) {
    if (entity.equals(old)) {
      return;
    }
    switch (entity) {
      case Task task -> add(task, null, null, null);
      case Instance instance -> add(null, instance, null, null);
      case Service service -> service(Optional.ofNullable((Service) old), service);
      case ServiceEvent event ->
          event
              .named()
              .ifPresent(action ->
                  add(
                      null,
                      null,
                      new ServiceActed(event.service(), action, event.message()),
                      null));
      default -> throw new IllegalArgumentException("there are no events of " + entity.key());
    }
  }

  private void service(Optional<Service> old, Service service) {
    boolean counts = service.spec().schedulingStrategy() == SchedulingStrategy.DAEMON;
    boolean lived = old.isPresent() && old.get().lives();
    if (counts && lived && old.get().desired() != service.desired()) {
      var acted = new ServiceActed(service.arn(), ServiceAction.SERVICE_DESIRED_COUNT_UPDATED, "");
      add(null, null, acted, null);
    }
    List<Deployment> before = old.map(Service::deployments).orElse(List.of());
    for (Deployment was : before) {
      if (was.state() == State.IN_PROGRESS && service.deployment(was.id()).isEmpty()) {
        failure(was).ifPresent(reason -> moved(service, was, State.FAILED, reason));
      }
    }
    for (Deployment is : service.deployments()) {
      if (before.stream().noneMatch(d -> d.id().equals(is.id()) && d.state() == is.state())) {
        moved(service, is, is.state(), is.reason());
      }
    }
  }

  /// Why a deployment failed that is gone at once, because all tasks of before are still there.
  private Optional<String> failure(Deployment gone) {
    return changes.stream()
        .filter(Change.Put.class::isInstance)
        .map(change -> ((Change.Put) change).entity())
        .filter(Rollout.class::isInstance)
        .map(Rollout.class::cast)
        .filter(rollout -> rollout.target().equals(gone.id()))
        .flatMap(rollout -> Stream.ofNullable(rollout.rollback()))
        .map(Rollback::reason)
        .findFirst();
  }

  private void moved(Service service, Deployment deployment, State state, String reason) {
    add(null, null, null, new DeploymentMoved(service.arn(), deployment.name(), state, reason));
  }

  private void add(
      @Nullable Task task,
      @Nullable Instance instance,
      @Nullable ServiceActed service,
      @Nullable DeploymentMoved deployment) {
    found.add(new Change.Put(new EcsEvent(number, at, task, instance, service, deployment)));
    if (number >= EcsEvent.KEPT) {
      found.add(new Change.Delete(EcsEvent.key(number - EcsEvent.KEPT)));
    }
    number++;
  }
}
