package argosy.domain.deployment;

import static argosy.domain.Fixtures.CELL;
import static argosy.domain.Fixtures.CLUSTER;
import static argosy.domain.Fixtures.NOON;
import static argosy.domain.Fixtures.USER;
import static argosy.domain.Fixtures.accepted;
import static argosy.domain.Fixtures.instance;
import static argosy.domain.Fixtures.web;

import argosy.domain.Fixtures;
import argosy.domain.deployment.ReconcileService.Reconciled;
import argosy.domain.event.EcsEvent;
import argosy.domain.event.EcsEvents;
import argosy.domain.id.ServiceArn;
import argosy.domain.instance.ConnectAgent;
import argosy.domain.instance.Instance;
import argosy.domain.service.CreateService;
import argosy.domain.service.DeleteService;
import argosy.domain.service.Deployment;
import argosy.domain.service.Rollout;
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
import argosy.domain.taskdef.RegisterDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerStateChange;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.ecs.model.VersionInfo;

/// The service `web` of `web:1` at noon, and what happens to it by hand: `web:2` is there too.
final class WebRig {
  private static final ServiceArn WEB = new ServiceArn(CELL, CLUSTER.name(), "web");

  private final RandomGenerator random = new SplittableRandom(7);
  private Picture picture;
  private Instant now = NOON;
  private long read;
  private Outside outside = Outside.NONE;

  WebRig(Consumer<CreateServiceRequest.Builder> said, Instance... instances) {
    picture = Fixtures.picture(instances);
    decided(RegisterDefinition.decide(picture, CELL, web().build(), USER, now));
    decided(RegisterDefinition.decide(picture, CELL, web().build(), USER, now));
    var request = CreateServiceRequest.builder().serviceName("web").taskDefinition("web:1");
    said.accept(request);
    decided(CreateService.decide(picture, CLUSTER, request.build(), USER, now, random));
  }

  void update(Consumer<UpdateServiceRequest.Builder> said) {
    var request = UpdateServiceRequest.builder().service("web");
    said.accept(request);
    decided(UpdateService.decide(picture, WEB, request.build(), now, random));
  }

  void decided(Outcome<?> outcome) {
    apply(accepted(outcome).changes());
  }

  /// As a cell does, with what is told of it.
  private void apply(List<Change> changes) {
    picture = picture.apply(changes).apply(EcsEvents.in(picture, changes, now));
  }

  /// Hosts that are away for longer count as lost from now on.
  void loseAfter(Duration limit) {
    outside = Outside.NONE.with(Optional.of(limit));
  }

  void loseNever() {
    outside = Outside.NONE;
  }

  /// A host's agent loses its connection.
  void leaves(String host) {
    decided(ConnectAgent.closed(picture, instance(host), now));
  }

  void comesBack(String host) {
    decided(ConnectAgent.opened(picture, instance(host), VersionInfo.builder().build(), now));
  }

  void put(Entity entity) {
    picture = picture.apply(new Change.Put(entity));
  }

  /// The service is to go.
  void delete() {
    decided(DeleteService.decide(picture, WEB, true, now, random));
  }

  void delete(Change.Delete change) {
    picture = picture.apply(change);
  }

  Outcome.Accepted<Reconciled> pass() {
    Outcome.Accepted<Reconciled> outcome =
        accepted(ReconcileService.decide(picture, WEB, outside, now, random));
    apply(outcome.changes());
    return outcome;
  }

  /// Passes until nothing changes.
  void passes() {
    while (!pass().changes().isEmpty()) {
      // what it did calls for the next one
    }
  }

  void wait(Duration time) {
    now = now.plus(time);
  }

  /// All tasks that don't run yet do, all that are to stop are gone, and they prove themselves.
  void work() {
    for (Task task : tasks()) {
      report(task, task.desired() == TaskStatus.STOPPED ? "STOPPED" : "RUNNING", null, null);
    }
    wait(Observed.SETTLING);
  }

  /// A deployment comes to its end.
  void settle() {
    for (int round = 0; round < 10; round++) {
      passes();
      work();
    }
    passes();
  }

  void exits(Task task, int code) {
    report(task, "STOPPED", null, code);
  }

  void report(Task task, String status, @Nullable String reason, @Nullable Integer code) {
    var container =
        ContainerStateChange.builder().containerName("web").status(status).exitCode(code);
    decided(
        ReportTask.decide(
            picture,
            new TaskReport(
                task.arn(), status, reason, List.of(container.build()), null, null, null),
            now));
  }

  Picture picture() {
    return picture;
  }

  Instant now() {
    return now;
  }

  Service service() {
    return picture.find(Service.key(WEB)).orElseThrow();
  }

  Deployment primary() {
    return service().primary().orElseThrow();
  }

  /// The service's newest service deployment.
  Rollout rollout() {
    return picture.find(Rollout.key(service().rolloutArn().orElseThrow())).orElseThrow();
  }

  /// The tasks that aren't stopped.
  List<Task> tasks() {
    return List.copyOf(Task.unstoppedOf(picture, "default/web"));
  }

  List<Task> alive() {
    return tasks().stream().filter(task -> task.desired() == TaskStatus.RUNNING).toList();
  }

  /// What was told since it was last asked, without the service's name, the first first; ids are
  /// left out.
  List<String> news() {
    List<String> all = new ArrayList<>();
    for (ServiceEvent event : ServiceEvent.of(picture, WEB)) {
      if (event.number() >= read) {
        all.addFirst(
            event
                .message()
                .replace("(service web) ", "")
                .replaceAll("ecs-svc/[0-9]{19}", "D")
                .replaceAll("[0-9a-f]{32}", "T"));
      }
    }
    read = service().standing().events();
    return all;
  }

  /// All that the world is told of the service and its deployments; ids are left out.
  List<String> worldNews() {
    List<String> all = new ArrayList<>();
    for (EcsEvent event : EcsEvent.after(picture, -1)) {
      if (event.service() != null) {
        all.add(event.service().action() + ": " + event.service().reason());
      } else if (event.deployment() != null) {
        all.add(event.deployment().state() + ": " + event.deployment().reason());
      }
    }
    return all.stream().map(line -> line.replaceAll("ecs-svc/[0-9]{19}", "D")).toList();
  }
}
