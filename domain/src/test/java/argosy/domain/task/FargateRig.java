package argosy.domain.task;

import static argosy.domain.Fixtures.CELL;
import static argosy.domain.Fixtures.CLUSTER;
import static argosy.domain.Fixtures.NOON;
import static argosy.domain.Fixtures.USER;
import static argosy.domain.Fixtures.accepted;
import static argosy.domain.Fixtures.container;
import static argosy.domain.Fixtures.random;
import static argosy.domain.InstanceBuilder.anInstance;

import argosy.domain.Fixtures;
import argosy.domain.InstanceBuilder;
import argosy.domain.cluster.Cluster;
import argosy.domain.cluster.ClusterCapacity;
import argosy.domain.instance.Instance;
import argosy.domain.network.Defaults;
import argosy.domain.network.Subnet;
import argosy.domain.network.Vpc;
import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import argosy.domain.taskdef.RegisterDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;

/// Hosts of Fargate, and tasks on them: `small` takes a quarter of a core and 512 MiB, `large` a
/// core and 2 GiB.
final class FargateRig {
  static final List<String> PROVIDERS = List.of("FARGATE", "FARGATE_SPOT");

  private final RandomGenerator random = random();
  private Picture picture = Fixtures.picture();
  private Instant now = NOON;

  FargateRig(String... hosts) {
    picture =
        picture
            .apply(new Change.Put(cluster(List.of())))
            .apply(Defaults.missing(picture, CELL, NOON, random));
    register("small", "256", "512");
    register("large", "1024", "2048");
    for (String host : hosts) {
      put(host(host).build());
    }
  }

  /// Two cores and 4 GiB: room for two large tasks.
  static InstanceBuilder host(String id) {
    return anInstance()
        .id(id)
        .attribute(Instance.POOL, "both")
        .attribute("ecs.capability.task-eni", "")
        .attribute("com.amazonaws.ecs.capability.docker-remote-api.1.18", "");
  }

  private Cluster cluster(List<CapacityProviderStrategyItem> strategy) {
    Cluster before = Fixtures.aCluster("default");
    return new Cluster(
        before.arn(),
        before.settings(),
        before.tags(),
        before.createdAt(),
        null,
        new ClusterCapacity(PROVIDERS, strategy),
        null,
        null);
  }

  void strategy(CapacityProviderStrategyItem... items) {
    picture = picture.apply(new Change.Put(cluster(List.of(items))));
  }

  void register(String family, String cpu, String memory) {
    register(
        RegisterTaskDefinitionRequest.builder()
            .family(family)
            .networkMode("awsvpc")
            .cpu(cpu)
            .memory(memory)
            .requiresCompatibilities(Compatibility.FARGATE)
            .containerDefinitions(container("web").cpu(0).memory(null).build()));
  }

  void register(RegisterTaskDefinitionRequest.Builder said) {
    decided(RegisterDefinition.decide(picture, CELL, said.build(), USER, now));
  }

  void put(Instance host) {
    picture = picture.apply(new Change.Put(host));
  }

  <R> Outcome.Accepted<R> decided(Outcome<R> outcome) {
    Outcome.Accepted<R> done = accepted(outcome);
    picture = picture.apply(done.changes()).apply(Wire.following(picture, done.changes()));
    return done;
  }

  NetworkConfiguration network() {
    String subnet =
        Subnet.of(picture, Vpc.defaultOf(picture, CELL.account()).orElseThrow().id()).stream()
            .filter(s -> s.zone().equals("us-east-1a"))
            .findFirst()
            .orElseThrow()
            .id();
    return NetworkConfiguration.builder().awsvpcConfiguration(v -> v.subnets(subnet)).build();
  }

  Outcome<RunTask.Started> decide(String family, int count, CapacityProviderStrategyItem... said) {
    var request =
        RunTaskRequest.builder()
            .taskDefinition(family)
            .count(count)
            .capacityProviderStrategy(said)
            .networkConfiguration(network());
    return RunTask.decide(picture, CLUSTER, request.build(), now, random);
  }

  RunTask.Started run(String family, int count, CapacityProviderStrategyItem... said) {
    return decided(decide(family, count, said)).reply();
  }

  /// Spot tasks, each a second younger than the one before.
  void spot(String family, int count) {
    for (int n = 0; n < count; n++) {
      run(family, 1, item("FARGATE_SPOT", 0, 1));
      pass(Duration.ofSeconds(1));
    }
  }

  RunTask.Started fargate(String family, int count) {
    return run(family, count, item("FARGATE", 0, 1));
  }

  static CapacityProviderStrategyItem item(String provider, int base, int weight) {
    return CapacityProviderStrategyItem.builder()
        .capacityProvider(provider)
        .base(base)
        .weight(weight)
        .build();
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  Instant now() {
    return now;
  }

  Picture picture() {
    return picture;
  }

  /// All that is known, the oldest first.
  List<Task> tasks() {
    return picture.all(Task.KIND).stream()
        .sorted(Comparator.comparing((Task task) -> task.times().createdAt()))
        .toList();
  }

  /// Those that were interrupted, the oldest first.
  List<Task> interrupted() {
    return tasks().stream()
        .filter(
            task -> task.stop() != null && task.stop().code().spelled().equals("SpotInterruption"))
        .toList();
  }

  /// All that are to stop have.
  void stopped() {
    for (Task task : tasks()) {
      if (task.desired() == TaskStatus.STOPPED && !task.isStopped()) {
        report(task, "STOPPED");
      }
    }
  }

  void report(Task task, String status) {
    decided(
        ReportTask.decide(
            picture, new TaskReport(task.arn(), status, null, List.of(), null, null, null), now));
  }
}
