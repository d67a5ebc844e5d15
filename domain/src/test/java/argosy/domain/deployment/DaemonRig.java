package argosy.domain.deployment;

import static argosy.domain.Fixtures.CLUSTER;
import static argosy.domain.Fixtures.NOON;
import static argosy.domain.Fixtures.USER;
import static argosy.domain.Fixtures.accepted;
import static argosy.domain.Fixtures.after;
import static argosy.domain.Fixtures.random;

import argosy.domain.Fixtures;
import argosy.domain.id.ServiceArn;
import argosy.domain.instance.UpdateInstances;
import argosy.domain.service.CreateService;
import argosy.domain.service.Service;
import argosy.domain.service.ServiceEvent;
import argosy.domain.service.UpdateService;
import argosy.domain.state.Change;
import argosy.domain.state.Entity;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import argosy.domain.task.ReportTask;
import argosy.domain.task.Task;
import argosy.domain.task.TaskReport;
import argosy.domain.task.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.UpdateContainerInstancesStateRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/// A cluster, the DAEMON `logs` of the definition `web:1`, and hands to move the clock and tasks.
final class DaemonRig {
  static final ServiceArn LOGS = new ServiceArn(Fixtures.CELL, "default", "logs");

  Picture picture;
  Instant now = NOON;
  private final RandomGenerator random;

  DaemonRig(Entity... entities) {
    this(random(), entities);
  }

  DaemonRig(RandomGenerator random, Entity... entities) {
    this.random = random;
    this.picture = Fixtures.picture(entities);
  }

  static CreateServiceRequest.Builder logs() {
    return CreateServiceRequest.builder()
        .serviceName("logs")
        .taskDefinition("web:1")
        .schedulingStrategy("DAEMON");
  }

  static DeploymentConfiguration least(int percent) {
    return DeploymentConfiguration.builder().minimumHealthyPercent(percent).build();
  }

  void create(CreateServiceRequest.Builder said) {
    perform(accepted(CreateService.decide(picture, CLUSTER, said.build(), USER, now, random)));
    reconcile();
  }

  void update(UpdateServiceRequest.Builder said) {
    perform(accepted(UpdateService.decide(picture, LOGS, said.build(), now, random)));
    reconcile();
  }

  void put(Entity entity) {
    picture = picture.apply(new Change.Put(entity));
    reconcile();
  }

  void perform(Outcome<?> outcome) {
    picture = after(picture, outcome);
  }

  /// Passes until one changes nothing.
  void reconcile() {
    for (int passes = 0; passes < 20; passes++) {
      var outcome = accepted(ReconcileService.decide(picture, LOGS, now, random));
      if (outcome.changes().isEmpty()) {
        return;
      }
      perform(outcome);
    }
    throw new AssertionError("passes go on for ever");
  }

  void later(Duration time) {
    now = now.plus(time);
    reconcile();
  }

  void state(String instance, String status) {
    var said =
        UpdateContainerInstancesStateRequest.builder()
            .containerInstances(instance)
            .status(status)
            .build();
    perform(accepted(UpdateInstances.decide(picture, CLUSTER, said)));
    reconcile();
  }

  Service service() {
    return picture.find(Service.key(LOGS)).orElseThrow();
  }

  List<Task> tasks() {
    return List.copyOf(Task.unstoppedOf(picture, "default/logs"));
  }

  List<Task> on(String instance) {
    return tasks().stream().filter(task -> task.instance().id().equals(instance)).toList();
  }

  Task only(String instance) {
    List<Task> all = on(instance);
    if (all.size() != 1) {
      throw new AssertionError(all.size() + " tasks on " + instance);
    }
    return all.getFirst();
  }

  void report(Task task, String status) {
    var said = new TaskReport(task.arn(), status, "", List.of(), null, null, null);
    perform(ReportTask.decide(picture, said, now));
  }

  /// What every agent does in the end.
  void settle() {
    for (int round = 0; round < 20; round++) {
      for (Task task : tasks()) {
        report(task, task.desired() == TaskStatus.STOPPED ? "STOPPED" : "RUNNING");
      }
      reconcile();
    }
    later(Duration.ofMinutes(1));
  }

  List<String> events() {
    return ServiceEvent.of(picture, LOGS).stream().map(ServiceEvent::message).toList();
  }
}
