package argosy.domain.task;

import static argosy.domain.Fixtures.CLUSTER;
import static argosy.domain.Fixtures.NOON;
import static argosy.domain.Fixtures.accepted;
import static argosy.domain.Fixtures.definition;
import static argosy.domain.Fixtures.instance;
import static argosy.domain.Fixtures.random;
import static argosy.domain.Fixtures.refused;
import static argosy.domain.Fixtures.web;
import static argosy.domain.InstanceBuilder.anInstance;
import static org.junit.jupiter.api.Assertions.assertEquals;

import argosy.domain.Fixtures;
import argosy.domain.capacity.CapacityProvider;
import argosy.domain.cluster.Cluster;
import argosy.domain.cluster.ClusterCapacity;
import argosy.domain.error.EcsError;
import argosy.domain.instance.Instance;
import argosy.domain.state.Change;
import argosy.domain.state.Entity;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.AutoScalingGroupProvider;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;

/// Launch types and capacity providers: which instances a request may use.
class RoutesTest {
  private final Picture picture =
      cluster(
          List.of(),
          anInstance().id("a1").attribute(Instance.CAPACITY_PROVIDER, "a").build(),
          anInstance().id("b1").attribute(Instance.CAPACITY_PROVIDER, "b").build(),
          anInstance().id("free").build(),
          anInstance().id("outside").attribute("ecs.capability.external", "").build());

  @Test
  void tasksGoToInstancesOfTheirProvider() {
    List<Task> tasks =
        run(web1().count(5).capacityProviderStrategy(item("a", 1, 1), item("b", 0, 1)));
    assertEquals(
        List.of("a1", "a1", "b1", "a1", "b1"),
        tasks.stream().map(task -> task.instance().id()).toList());
    assertEquals(
        List.of("a", "a", "b", "a", "b"),
        tasks.stream().map(task -> task.launch().capacityProvider()).toList());
    assertEquals(LaunchType.EC2, tasks.getFirst().launch().type());
  }

  @Test
  void theClustersStrategyIsForWhoSaysNothing() {
    Picture strategic = picture.apply(new Change.Put(strategic(cluster(picture), item("b", 0, 1))));
    Task task = run(strategic, web1()).getFirst();
    assertEquals("b", task.launch().capacityProvider());
    assertEquals("b1", task.instance().id());
    assertEquals(
        null, run(strategic, web1().launchType("EC2")).getFirst().launch().capacityProvider());
  }

  @Test
  void machinesOutsideRunExternalTasksAndNoOthers() {
    List<Task> external = run(web1().launchType("EXTERNAL").count(8));
    assertEquals(
        List.of(instance("outside")), external.stream().map(Task::instance).distinct().toList());
    assertEquals(LaunchType.EXTERNAL, external.getFirst().launch().type());
    assertEquals(
        Set.of(instance("a1"), instance("b1"), instance("free")),
        run(web1().count(10)).stream().map(Task::instance).collect(Collectors.toUnmodifiableSet()));
  }

  @Test
  void aProviderWithoutInstancesIsAFailure() {
    var outcome = decide(picture, web1().capacityProviderStrategy(item("empty", 0, 1)));
    assertEquals(
        List.of(
            Failure.builder()
                .arn("arn:aws:ecs:us-east-1:123456789012:capacity-provider/empty")
                .reason("EMPTY CAPACITY PROVIDER")
                .detail(
                    "No active instance of the cluster has the attribute argosy.capacity-provider"
                        + " with the value empty.")
                .build()),
        accepted(outcome).reply().failures());
  }

  @Test
  void aFullProviderDoesNotSpillOver() {
    var started =
        accepted(decide(picture, web1().count(10).capacityProviderStrategy(item("a", 0, 1))))
            .reply();
    assertEquals(8, started.tasks().size());
    assertEquals(
        List.of(instance("a1").toString()), started.failures().stream().map(Failure::arn).toList());
  }

  @Test
  void whatCannotBeIsRefused() {
    assertEquals(
        invalid(
            "Specifying both a launch type and capacity provider strategy is not supported. Remove"
                + " one and try again."),
        refused(
            decide(picture, web1().launchType("EC2").capacityProviderStrategy(item("a", 0, 1)))));
    assertEquals(
        invalid("Task definition does not support launch_type FARGATE."),
        refused(decide(picture, web1().capacityProviderStrategy(item("FARGATE", 0, 1)))));
    assertEquals(
        invalid("At least one capacity provider of a strategy needs a weight over 0."),
        refused(decide(picture, web1().capacityProviderStrategy(item("a", 3, null)))));
    assertEquals(
        invalid(
            "The specified capacity provider strategy cannot contain a capacity provider that is"
                + " not associated with the cluster. Associate the capacity provider with the"
                + " cluster and try again."),
        refused(decide(picture, web1().capacityProviderStrategy(item("c", 0, 1)))));
    Picture noneExternal = cluster(List.of(), anInstance().build());
    assertEquals(
        invalid("No Container Instances were found in your cluster."),
        refused(decide(noneExternal, web1().launchType("EXTERNAL"))));
  }

  /// The default cluster with providers `a`, `b`, `empty` and Fargate's, and a definition.
  private static Picture cluster(List<CapacityProviderStrategyItem> strategy, Entity... entities) {
    Picture picture = Fixtures.picture(entities).apply(new Change.Put(definition(web())));
    for (String name : List.of("a", "b", "empty", "c")) {
      var group = AutoScalingGroupProvider.builder().build();
      picture =
          picture.apply(new Change.Put(new CapacityProvider(name, group, List.of(), NOON, null)));
    }
    return picture.apply(
        new Change.Put(
            strategic(cluster(picture), strategy.toArray(CapacityProviderStrategyItem[]::new))));
  }

  private static Cluster cluster(Picture picture) {
    return Cluster.active(picture, CLUSTER).orElseThrow();
  }

  private static Cluster strategic(Cluster before, CapacityProviderStrategyItem... strategy) {
    return new Cluster(
        before.arn(),
        before.settings(),
        before.tags(),
        before.createdAt(),
        null,
        new ClusterCapacity(List.of("a", "b", "empty", "FARGATE"), List.of(strategy)),
        null,
        null);
  }

  private List<Task> run(RunTaskRequest.Builder request) {
    return run(picture, request);
  }

  private static List<Task> run(Picture picture, RunTaskRequest.Builder request) {
    return accepted(decide(picture, request)).reply().tasks();
  }

  private static Outcome<RunTask.Started> decide(Picture picture, RunTaskRequest.Builder request) {
    return RunTask.decide(picture, CLUSTER, request.build(), NOON, random());
  }

  private static RunTaskRequest.Builder web1() {
    return RunTaskRequest.builder().taskDefinition("web");
  }

  private static CapacityProviderStrategyItem item(
      String provider, int base, @Nullable Integer weight) {
    return CapacityProviderStrategyItem.builder()
        .capacityProvider(provider)
        .base(base)
        .weight(weight)
        .build();
  }

  private static EcsError invalid(String message) {
    return new EcsError.InvalidParameter(message);
  }
}
