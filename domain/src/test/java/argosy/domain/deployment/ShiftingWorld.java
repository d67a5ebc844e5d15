package argosy.domain.deployment;

import static argosy.domain.Fixtures.CELL;
import static argosy.domain.Fixtures.CLUSTER;
import static argosy.domain.Fixtures.NOON;
import static argosy.domain.Fixtures.USER;
import static argosy.domain.Fixtures.container;
import static argosy.domain.InstanceBuilder.anInstance;

import argosy.domain.Fixtures;
import argosy.domain.deployment.ReconcileService.Reconciled;
import argosy.domain.id.CellId;
import argosy.domain.id.ServiceArn;
import argosy.domain.id.ServiceDeploymentArn;
import argosy.domain.service.CreateService;
import argosy.domain.service.Deployment;
import argosy.domain.service.Rollout;
import argosy.domain.service.Service;
import argosy.domain.service.ServiceEvent;
import argosy.domain.service.UpdateService;
import argosy.domain.state.Change;
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
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.ContainerStateChange;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookAction;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookDetail;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentLifecycleStage;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/// The service `web` on two hosts with room enough, whose deployments shift traffic; its agents do
/// what they are told as soon as they are let.
final class ShiftingWorld {
  static final ServiceArn WEB = new ServiceArn(CELL, CLUSTER.name(), "web");
  private static final int PASSES_MAX = 50;
  private static final int WAITS_MAX = 200;

  private final RandomGenerator random;
  private final List<String> ringing = new ArrayList<>();

  /// What is asked of the service, after each pass.
  private Consumer<ShiftingWorld> check = _ -> {};

  private Picture picture =
      Fixtures.picture(
          anInstance().id("i1").cpu(64_000).memory(64_000).build(),
          anInstance().id("i2").cpu(64_000).memory(64_000).build());
  private Instant now = NOON;
  private Instant again = NOON;

  ShiftingWorld(int desired, Consumer<DeploymentConfiguration.Builder> said) {
    this(Fixtures.random(), desired, said);
  }

  ShiftingWorld(
      RandomGenerator random, int desired, Consumer<DeploymentConfiguration.Builder> said) {
    this.random = random;
    decided(
        RegisterDefinition.decide(
            picture,
            CELL,
            RegisterTaskDefinitionRequest.builder()
                .family("web")
                .containerDefinitions(container("web").cpu(10).memory(10).build())
                .build(),
            USER,
            now));
    var configuration = DeploymentConfiguration.builder();
    said.accept(configuration);
    decided(
        CreateService.decide(
            picture,
            CLUSTER,
            CreateServiceRequest.builder()
                .serviceName("web")
                .taskDefinition("web:1")
                .desiredCount(desired)
                .deploymentConfiguration(configuration.build())
                .build(),
            USER,
            now,
            random));
  }

  void checking(Consumer<ShiftingWorld> asked) {
    check = asked;
  }

  void update(Consumer<UpdateServiceRequest.Builder> said) {
    var request = UpdateServiceRequest.builder().service("web");
    said.accept(request);
    decided(UpdateService.decide(picture, WEB, request.build(), now, random));
  }

  /// Another revision of the same definition.
  void deploy() {
    update(u -> u.forceNewDeployment(true));
  }

  /// The first revision is deployed in full, whoever is asked.
  void settle() {
    for (int i = 0; i < WAITS_MAX && underWay().isPresent(); i++) {
      run();
      awaited().forEach(hook -> answer(hook, DeploymentLifecycleHookAction.CONTINUE));
      wait(again);
    }
  }

  /// Lets all happen that needs no time.
  void run() {
    for (int i = 0; i < PASSES_MAX; i++) {
      Picture before = picture;
      pass();
      agents();
      if (picture == before) {
        return;
      }
    }
    throw new AssertionError("there is no end to the passes: " + rollout());
  }

  void pass() {
    var outside = new Outside(alarms(), LoadBalancing.AT_ONCE);
    Reconciled reconciled = decided(ReconcileService.decide(picture, WEB, outside, now, random));
    again = reconciled.again().orElse(now.plusSeconds(60));
    check.accept(this);
  }

  /// Agents start what is to run and stop what is not.
  void agents() {
    for (Task task : List.copyOf(tasks())) {
      if (task.desired() == TaskStatus.STOPPED) {
        report(task, "STOPPED");
      } else if (task.last() != TaskStatus.RUNNING) {
        report(task, "RUNNING");
      }
    }
  }

  /// A task ends by itself.
  void kill(Task task) {
    report(task, "STOPPED");
  }

  private void report(Task task, String status) {
    var change = ContainerStateChange.builder().containerName("web").status(status);
    if (status.equals("STOPPED")) {
      change.exitCode(1);
    }
    decided(
        ReportTask.decide(
            picture,
            new TaskReport(task.arn(), status, null, List.of(change.build()), null, null, null),
            now));
  }

  Outcome<Rollout> answer(
      DeploymentLifecycleHookDetail hook, DeploymentLifecycleHookAction action) {
    Outcome<Rollout> outcome =
        ContinueServiceDeployment.decide(
            picture,
            service().rolloutArn().orElseThrow(),
            new ContinueServiceDeployment.Answer(hook.hookId(), action),
            now,
            random);
    picture = Fixtures.after(picture, outcome);
    return outcome;
  }

  void ring(String... names) {
    ringing.clear();
    ringing.addAll(List.of(names));
  }

  private Alarms alarms() {
    return new Alarms() {
      @Override
      public List<String> ringing(CellId cell, List<String> names) {
        return names.stream().filter(ringing::contains).toList();
      }

      @Override
      public Duration slowest(CellId cell, List<String> names) {
        return Duration.ofMinutes(2);
      }
    };
  }

  void wait(Duration time) {
    now = now.plus(time);
  }

  private void wait(Instant until) {
    now = until.isAfter(now) ? until : now;
  }

  /// Waits for what the last pass asked to be woken for, and lets it happen.
  void sleep() {
    wait(again);
    run();
  }

  Instant now() {
    return now;
  }

  Instant again() {
    return again;
  }

  Service service() {
    return picture.find(Service.key(WEB)).orElseThrow();
  }

  Optional<Rollout> underWay() {
    return Rollout.underWay(picture, service());
  }

  Rollout rollout() {
    return picture.find(Rollout.key(service().rolloutArn().orElseThrow())).orElseThrow();
  }

  Rollout rollout(ServiceDeploymentArn arn) {
    return picture.find(Rollout.key(arn)).orElseThrow();
  }

  ServiceDeploymentLifecycleStage stage() {
    return rollout().stage().name();
  }

  List<DeploymentLifecycleHookDetail> awaited() {
    return underWay().map(Rollout::awaited).orElse(List.of());
  }

  Deployment primary() {
    return service().primary().orElseThrow();
  }

  List<Task> tasks() {
    return List.copyOf(Task.unstoppedOf(picture, service().key().id()));
  }

  /// The ids of the tasks of a revision that are meant to run, in order.
  List<String> alive(String revision) {
    return tasksOf(revision).map(task -> task.arn().id()).sorted().toList();
  }

  Stream<Task> tasksOf(String revision) {
    return tasks().stream()
        .filter(task -> task.desired() == TaskStatus.RUNNING)
        .filter(task -> ("ecs-svc/" + revision).equals(task.launch().startedBy()));
  }

  long running(String revision) {
    return tasksOf(revision).filter(task -> task.last() == TaskStatus.RUNNING).count();
  }

  List<String> events() {
    return ServiceEvent.of(picture, WEB).stream().map(ServiceEvent::message).toList();
  }

  private <R> R decided(Outcome<R> outcome) {
    var accepted = Fixtures.accepted(outcome);
    List<Change> changes = accepted.changes();
    picture = changes.isEmpty() ? picture : picture.apply(changes);
    return accepted.reply();
  }
}
