package argosy.domain.deployment;

import static argosy.domain.Fixtures.CELL;
import static argosy.domain.Fixtures.CLUSTER;
import static argosy.domain.Fixtures.NOON;
import static argosy.domain.Fixtures.USER;
import static argosy.domain.Fixtures.container;
import static argosy.domain.InstanceBuilder.anInstance;

import argosy.domain.Fixtures;
import argosy.domain.deployment.ReconcileService.Reconciled;
import argosy.domain.id.ServiceArn;
import argosy.domain.instance.Instance;
import argosy.domain.instance.InstanceStatus;
import argosy.domain.service.CreateService;
import argosy.domain.service.DeleteService;
import argosy.domain.service.Service;
import argosy.domain.service.ServiceEvent;
import argosy.domain.service.UpdateService;
import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import argosy.domain.task.ContainerState.Health;
import argosy.domain.task.DeregisterInstance;
import argosy.domain.task.ReportHealth;
import argosy.domain.task.ReportTask;
import argosy.domain.task.StopTask;
import argosy.domain.task.Task;
import argosy.domain.task.TaskReport;
import argosy.domain.task.TaskStatus;
import argosy.domain.taskdef.RegisterDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerStateChange;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeploymentCircuitBreaker;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.HealthCheck;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.ThresholdType;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/// A service on a few hosts, with the users, agents and misfortunes that a seed gives it. Only the
/// decisions are real: there is no cell, no agent and no clock.
final class SmallWorld {
  static final ServiceArn WEB = new ServiceArn(CELL, CLUSTER.name(), "web");

  /// Hosts are lost sooner than anything is said again.
  private static final Outside OUTSIDE = Outside.NONE.with(Optional.of(Duration.ofMinutes(1)));

  private static final int REVISIONS = 4;
  private static final int HOSTS_MAX = 5;

  /// What a task of it takes of a host's memory.
  private static final int TASK_MIB = 128;

  private static final List<Integer> LEASTS = List.of(0, 34, 50, 66, 100);
  private static final List<Integer> MOSTS = List.of(100, 125, 150, 200);

  private final RandomGenerator random;
  private final boolean[] checked = new boolean[REVISIONS + 1];
  private final boolean[] broken = new boolean[REVISIONS + 1];
  private Picture picture = Fixtures.picture();
  private Instant now = NOON;

  SmallWorld(RandomGenerator random) {
    this.random = random;
    for (int revision = 1; revision <= REVISIONS; revision++) {
      checked[revision] = random.nextInt(3) == 0;
      broken[revision] = random.nextInt(3) == 0;
      decided(RegisterDefinition.decide(picture, CELL, definition(checked[revision]), USER, now));
    }
    int hosts = 1 + random.nextInt(HOSTS_MAX);
    for (int host = 0; host < hosts; host++) {
      put(host, InstanceStatus.ACTIVE, true, TASK_MIB * (1 + random.nextInt(6)));
    }
    decided(CreateService.decide(picture, CLUSTER, creation(), USER, now, random));
  }

  private static RegisterTaskDefinitionRequest definition(boolean checked) {
    var check = HealthCheck.builder().command("CMD", "true").build();
    return RegisterTaskDefinitionRequest.builder()
        .family("web")
        .containerDefinitions(
            container("web").memory(TASK_MIB).cpu(1).healthCheck(checked ? check : null).build())
        .build();
  }

  private CreateServiceRequest creation() {
    return CreateServiceRequest.builder()
        .serviceName(WEB.name())
        .taskDefinition(anyRevision())
        .desiredCount(random.nextInt(7))
        .deploymentConfiguration(anyConfiguration())
        .healthCheckGracePeriodSeconds(random.nextBoolean() ? 30 : null)
        .build();
  }

  private String anyRevision() {
    return "web:" + (1 + random.nextInt(REVISIONS));
  }

  private DeploymentConfiguration anyConfiguration() {
    int least = any(LEASTS);
    return DeploymentConfiguration.builder()
        .minimumHealthyPercent(least)
        .maximumPercent(Math.max(any(MOSTS), least + 1))
        .deploymentCircuitBreaker(random.nextInt(3) == 0 ? null : anyBreaker())
        .build();
  }

  private DeploymentCircuitBreaker anyBreaker() {
    return DeploymentCircuitBreaker.builder()
        .enable(random.nextInt(4) > 0)
        .rollback(random.nextBoolean())
        .resetOnHealthyTask(random.nextBoolean() ? random.nextBoolean() : null)
        .thresholdConfiguration(
            random.nextBoolean()
                ? t -> t.type(ThresholdType.COUNT).value(1 + random.nextInt(5))
                : t -> t.type(ThresholdType.BOUNDED_PERCENT).value(50))
        .build();
  }

  private <T> T any(List<T> some) {
    return some.get(random.nextInt(some.size()));
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

  /// The tasks of the service that are meant to go on.
  static List<Task> alive(Picture picture) {
    return Task.unstoppedOf(picture, "default/web").stream()
        .filter(task -> task.desired() == TaskStatus.RUNNING)
        .toList();
  }

  /// Its tasks that have not ended, but for those that are told to stop on lost hosts.
  List<Task> mayRun() {
    return Task.unstoppedOf(picture, "default/web").stream()
        .filter(task -> task.desired() == TaskStatus.RUNNING || !isLost(task))
        .toList();
  }

  List<Task> healthy(Picture at) {
    return alive(at).stream().filter(this::isHealthy).toList();
  }

  boolean isHealthy(Task task) {
    return !isLost(task)
        && task.last() == TaskStatus.RUNNING
        && (!checked[task.definition().revision()]
            || task.containers().getFirst().health() == Health.HEALTHY);
  }

  private boolean isLost(Task task) {
    return LostHosts.of(picture, service(), OUTSIDE, now).lostSince(task.instance()) != null;
  }

  /// Whether a task was ever given up with its host.
  boolean hasLost() {
    return picture.all(Task.KIND).stream()
        .map(Task::stop)
        .anyMatch(stop -> stop != null && stop.reason().startsWith("Host lost: "));
  }

  /// A pass of the reconciler.
  Outcome.Accepted<Reconciled> pass() {
    var outcome =
        (Outcome.Accepted<Reconciled>) ReconcileService.decide(picture, WEB, OUTSIDE, now, random);
    decided(outcome);
    return outcome;
  }

  void wait(Duration time) {
    now = now.plus(time);
  }

  void waitUntil(Instant then) {
    now = then;
  }

  /// Somebody does something, or something happens to somebody.
  void step() {
    switch (random.nextInt(26)) {
      case 0 -> update();
      case 1 -> changeHost();
      case 2 -> anyTask(task -> decided(StopTask.decide(picture, CLUSTER, task.arn(), "x", now)));
      case 3 -> anyTask(task -> ended(task, 1));
      case 4, 5, 6 -> wait(Duration.ofMillis(random.nextLong(30_000)));
      case 7 -> {
        if (random.nextInt(20) == 0) {
          decided(DeleteService.decide(picture, WEB, true, now, random));
        }
      }
      case 8 -> anyTask(this::guard);
      case 9 -> wait(Duration.ofMillis(random.nextLong(90_000)));
      default -> anyTask(task -> move(task, false));
    }
  }

  /// A task asks not to be ended for a while, or no more.
  private void guard(Task task) {
    if (task.desired() == TaskStatus.RUNNING) {
      Instant until = random.nextInt(3) == 0 ? null : now.plusSeconds(random.nextInt(1, 120));
      picture = picture.apply(new Change.Put(task.protectedUntil(until)));
    }
  }

  private void update() {
    var said = UpdateServiceRequest.builder().service(WEB.name());
    switch (random.nextInt(5)) {
      case 0, 1 -> said.taskDefinition(anyRevision());
      case 2 -> said.desiredCount(random.nextInt(7));
      case 3 -> said.deploymentConfiguration(anyConfiguration());
      default -> said.forceNewDeployment(true);
    }
    decided(UpdateService.decide(picture, WEB, said.build(), now, random));
  }

  private void changeHost() {
    int host = random.nextInt(HOSTS_MAX);
    switch (random.nextInt(5)) {
      case 0 -> decided(DeregisterInstance.decide(picture, CLUSTER, id(host), true, now));
      case 1 -> put(host, InstanceStatus.DRAINING, true, TASK_MIB * 6);
      case 2 -> put(host, InstanceStatus.ACTIVE, false, TASK_MIB * 6);
      default -> put(host, InstanceStatus.ACTIVE, true, TASK_MIB * 6);
    }
  }

  /// A host that is there again is another instance, as with agents that register anew.
  private void put(int host, InstanceStatus status, boolean connected, int memoryMib) {
    var builder =
        anInstance()
            .id(id(host))
            .cpu(1_000)
            .memory(memoryMib)
            .status(status)
            .attribute("com.amazonaws.ecs.capability.docker-remote-api.1.29", "")
            .attribute("ecs.capability.container-health-check", "")
            .attribute("ecs.availability-zone", "us-east-1" + "abc".charAt(host % 3));
    picture = picture.apply(new Change.Put((connected ? builder : builder.away(now)).build()));
  }

  private static String id(int host) {
    return "%032x".formatted(host);
  }

  private void anyTask(java.util.function.Consumer<Task> happens) {
    List<Task> tasks = List.copyOf(Task.unstoppedOf(picture, "default/web"));
    if (!tasks.isEmpty()) {
      happens.accept(any(tasks));
    }
  }

  /// An agent comes one step further with a task, if it can be reached.
  ///
  /// @param well whether nothing goes wrong but what must
  private void move(Task task, boolean well) {
    int revision = task.definition().revision();
    if (picture.find(Instance.key(task.instance())).filter(Instance::agentConnected).isEmpty()) {
      return;
    }
    if (task.desired() == TaskStatus.STOPPED) {
      ended(task, 137);
    } else if (task.last() != TaskStatus.RUNNING) {
      started(task, broken[revision] && random.nextBoolean());
    } else if (broken[revision] && !checked[revision]) {
      ended(task, 1);
    } else if (checked[revision]) {
      boolean ill = broken[revision] || (!well && random.nextInt(8) == 0);
      var found = Map.of("web", ill ? Health.UNHEALTHY : Health.HEALTHY);
      decided(ReportHealth.decide(picture, task.instance(), Map.of(task.arn(), found)));
    }
  }

  private void started(Task task, boolean fails) {
    report(task, fails ? "STOPPED" : "RUNNING", fails ? "CannotPullContainerError: x" : null, null);
  }

  private void ended(Task task, int exitCode) {
    report(task, "STOPPED", null, exitCode);
  }

  private void report(
      Task task, String status, @Nullable String reason, @Nullable Integer exitCode) {
    var container =
        ContainerStateChange.builder().containerName("web").status(status).exitCode(exitCode);
    decided(
        ReportTask.decide(
            picture,
            new TaskReport(
                task.arn(), status, reason, List.of(container.build()), null, null, null),
            now));
  }

  /// Every agent does all it can do at once.
  void work() {
    mend();
    List.copyOf(Task.unstoppedOf(picture, "default/web")).forEach(task -> move(task, true));
  }

  /// Nothing goes wrong from now on but the deployment under way, if a circuit breaker minds it,
  /// and there is room for everything.
  void calm() {
    for (int host = 0; host < HOSTS_MAX; host++) {
      put(host, InstanceStatus.ACTIVE, true, TASK_MIB * 20);
    }
    mend();
  }

  /// What is broken stays so as long as a circuit breaker minds it.
  private void mend() {
    var breaker = service().spec().deploymentConfiguration().deploymentCircuitBreaker();
    boolean minded = breaker != null && Boolean.TRUE.equals(breaker.enable());
    if (!minded || !isUnderWay()) {
      java.util.Arrays.fill(broken, false);
    }
  }

  private boolean isUnderWay() {
    return service()
        .primary()
        .filter(d -> d.state() == argosy.domain.service.Deployment.State.IN_PROGRESS)
        .isPresent();
  }

  private void decided(Outcome<?> outcome) {
    picture = Fixtures.after(picture, outcome);
  }

  /// All of it, for messages.
  static String words(Picture picture) {
    List<String> lines = new java.util.ArrayList<>();
    picture.find(Service.key(WEB)).ifPresent(service -> lines.add(service.toString()));
    Task.unstoppedOf(picture, "default/web").forEach(task -> lines.add(task.toString()));
    picture.all(Instance.KIND).forEach(i -> lines.add(i.arn() + " " + i.status()));
    ServiceEvent.of(picture, WEB).stream().limit(10).forEach(e -> lines.add(e.toString()));
    return String.join("\n", lines);
  }
}
