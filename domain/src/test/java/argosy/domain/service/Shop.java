package argosy.domain.service;

import static argosy.domain.Fixtures.CLUSTER;
import static argosy.domain.Fixtures.NOON;
import static argosy.domain.Fixtures.USER;
import static argosy.domain.Fixtures.accepted;
import static argosy.domain.Fixtures.definition;
import static argosy.domain.Fixtures.picture;
import static argosy.domain.Fixtures.refused;

import argosy.domain.Fixtures;
import argosy.domain.InstanceBuilder;
import argosy.domain.TaskBuilder;
import argosy.domain.deployment.ReconcileService;
import argosy.domain.deployment.ReconcileService.Reconciled;
import argosy.domain.error.EcsError;
import argosy.domain.id.ServiceArn;
import argosy.domain.state.Change;
import argosy.domain.state.Entity;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import argosy.domain.task.Task;
import argosy.domain.task.TaskStatus;
import argosy.domain.taskdef.Family;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/// A cluster with an instance and the definition `web:1`, and short ways to what services need.
public final class Shop {
  public static final ServiceArn WEB = new ServiceArn(Fixtures.CELL, "default", "web");

  private final RandomGenerator random = Fixtures.random();
  public Picture picture =
      picture(
          InstanceBuilder.anInstance().build(), new Family("web", 1), definition(Fixtures.web()));
  public Instant now = NOON;

  /// A request for the service `web` of two tasks.
  public static CreateServiceRequest.Builder asked() {
    return CreateServiceRequest.builder().serviceName("web").taskDefinition("web").desiredCount(2);
  }

  public void put(Entity entity) {
    picture = picture.apply(new Change.Put(entity));
  }

  public void pass(Duration time) {
    now = now.plus(time);
  }

  public <R> R done(Outcome<R> outcome) {
    picture = Fixtures.after(picture, outcome);
    return accepted(outcome).reply();
  }

  public Outcome<Service> creating(CreateServiceRequest.Builder said) {
    return CreateService.decide(picture, CLUSTER, said.build(), USER, now, random);
  }

  public Service create(CreateServiceRequest.Builder said) {
    return done(creating(said));
  }

  public EcsError complaint(CreateServiceRequest.Builder said) {
    return refused(creating(said));
  }

  public Outcome<Service> updating(UpdateServiceRequest.Builder said) {
    return UpdateService.decide(picture, WEB, said.build(), now, random);
  }

  public Service web() {
    return picture.find(Service.key(WEB)).orElseThrow();
  }

  public String primary() {
    return web().primary().orElseThrow().name();
  }

  /// A task of the service's newest deployment that has been running for a while.
  public Task running(String id) {
    Task task = TaskBuilder.aTask().id(id).of("web", primary()).running().build();
    put(task);
    return task;
  }

  public Reconciled reconcile() {
    return done(ReconcileService.decide(picture, WEB, now, random));
  }

  /// The ids of the tasks that are meant to go on.
  public List<String> wanted() {
    return Task.unstoppedOf(picture, "default/web").stream()
        .filter(task -> task.desired() == TaskStatus.RUNNING)
        .map(task -> task.arn().id())
        .toList();
  }

  /// What the service's events say, the newest first.
  public List<String> events() {
    return ServiceEvent.of(picture, WEB).stream().map(ServiceEvent::message).toList();
  }

  public RandomGenerator random() {
    return random;
  }
}
