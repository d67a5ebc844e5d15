package argosy.domain.deployment;

import static argosy.domain.Fixtures.CELL;
import static argosy.domain.Fixtures.CLUSTER;
import static argosy.domain.Fixtures.NOON;
import static argosy.domain.Fixtures.USER;
import static argosy.domain.Fixtures.accepted;
import static argosy.domain.Fixtures.after;
import static argosy.domain.Fixtures.definition;
import static argosy.domain.Fixtures.instance;
import static argosy.domain.Fixtures.refused;
import static argosy.domain.Fixtures.web;
import static argosy.domain.InstanceBuilder.anInstance;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.domain.Fixtures;
import argosy.domain.capacity.CapacityProvider;
import argosy.domain.cluster.Cluster;
import argosy.domain.cluster.ClusterCapacity;
import argosy.domain.daemon.CreateDaemon;
import argosy.domain.daemon.Daemon;
import argosy.domain.daemon.DaemonDefinition;
import argosy.domain.daemon.DaemonDeployment;
import argosy.domain.daemon.DeleteDaemon;
import argosy.domain.daemon.RegisterDaemonDefinition;
import argosy.domain.daemon.UpdateDaemon;
import argosy.domain.id.DaemonArn;
import argosy.domain.instance.Instance;
import argosy.domain.instance.UpdateInstances;
import argosy.domain.state.Change;
import argosy.domain.state.Entity;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import argosy.domain.task.ReportTask;
import argosy.domain.task.RunTask;
import argosy.domain.task.Task;
import argosy.domain.task.TaskReport;
import argosy.domain.task.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.AutoScalingGroupProvider;
import software.amazon.awssdk.services.ecs.model.CreateDaemonRequest;
import software.amazon.awssdk.services.ecs.model.DaemonContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DaemonDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.RegisterDaemonTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.UpdateContainerInstancesStateRequest;
import software.amazon.awssdk.services.ecs.model.UpdateDaemonRequest;

class ManagedDaemonTest {
  private static final DaemonArn AGENT = new DaemonArn(CELL, "default", "agent");

  private Picture picture = Fixtures.picture(definition(web()), group(), cluster());
  private Instant now = NOON;
  private final RandomGenerator random = Fixtures.random();

  private static CapacityProvider group() {
    return new CapacityProvider(
        "group", AutoScalingGroupProvider.builder().build(), List.of(), NOON, null);
  }

  private static Cluster cluster() {
    return new Cluster(
        CLUSTER,
        List.of(),
        List.of(),
        NOON,
        null,
        new ClusterCapacity(List.of("group"), List.of()),
        null,
        null);
  }

  private Instance host(String id) {
    return anInstance()
        .id(id)
        .registeredAt(now)
        .attribute("argosy.capacity-provider", "group")
        .build();
  }

  private void register() {
    var said =
        RegisterDaemonTaskDefinitionRequest.builder()
            .family("agent")
            .containerDefinitions(
                DaemonContainerDefinition.builder()
                    .name("agent")
                    .image("busybox")
                    .cpu(128)
                    .memory(64)
                    .build())
            .build();
    perform(accepted(RegisterDaemonDefinition.decide(picture, CELL, said, USER, now)));
  }

  private void create() {
    register();
    perform(accepted(CreateDaemon.decide(picture, CLUSTER, agent().build(), now, random)));
    reconcile();
  }

  private static CreateDaemonRequest.Builder agent() {
    return CreateDaemonRequest.builder()
        .daemonName("agent")
        .daemonTaskDefinitionArn("agent:1")
        .capacityProviderArns("group");
  }

  private void perform(Outcome<?> outcome) {
    picture = after(picture, outcome);
  }

  private void put(Entity entity) {
    picture = picture.apply(new Change.Put(entity));
    reconcile();
  }

  private void later(Duration time) {
    now = now.plus(time);
    reconcile();
  }

  private void reconcile() {
    for (int passes = 0; passes < 20; passes++) {
      var outcome = accepted(ReconcileDaemon.decide(picture, AGENT, now, random));
      if (outcome.changes().isEmpty()) {
        return;
      }
      perform(outcome);
    }
    throw new AssertionError("passes go on for ever");
  }

  private void report(Task task, String status) {
    var said = new TaskReport(task.arn(), status, "", List.of(), null, null, null);
    perform(ReportTask.decide(picture, said, now));
    reconcile();
  }

  private void settle() {
    for (int round = 0; round < 12; round++) {
      tasks()
          .forEach(
              task -> report(task, task.desired() == TaskStatus.STOPPED ? "STOPPED" : "RUNNING"));
      later(Duration.ofSeconds(11));
    }
  }

  private List<Task> tasks() {
    return List.copyOf(Task.unstoppedOf(picture, "default/daemon:agent"));
  }

  private Task only(String instance) {
    List<Task> all =
        tasks().stream().filter(task -> task.instance().equals(instance(instance))).toList();
    assertEquals(1, all.size());
    return all.getFirst();
  }

  private Daemon daemon() {
    return picture.find(Daemon.key(AGENT)).orElseThrow();
  }

  private DaemonDeployment deployment() {
    return picture.find(DaemonDeployment.key(daemon().deploymentArn())).orElseThrow();
  }

  private RunTask.Started run() {
    var said = RunTaskRequest.builder().taskDefinition("web:1").build();
    var outcome = accepted(RunTask.decide(picture, CLUSTER, said, now, random));
    perform(outcome);
    return outcome.reply();
  }

  @Test
  void itRunsOnTheInstancesOfItsCapacityProviders() {
    put(host("i1"));
    put(anInstance().id("i2").build());
    create();
    assertEquals(
        "arn:aws:ecs:us-east-1:123456789012:daemon-task-definition/agent:1",
        only("i1").definition().toString());
    assertEquals(1, tasks().size());
    settle();
    assertEquals(DaemonDeploymentStatus.SUCCESSFUL, deployment().status());
    assertEquals(daemon().target(), daemon().completed());
  }

  @Test
  void nothingElseIsPlacedOnANewInstanceBeforeItRuns() {
    create();
    later(Duration.ofSeconds(1));
    put(host("i1"));
    assertEquals("DAEMON", run().failures().getFirst().reason());
    report(only("i1"), "RUNNING");
    assertEquals(1, run().tasks().size());
    report(only("i1"), "STOPPED");
    assertEquals(1, run().tasks().size());
  }

  @Test
  void itDoesNotKeepAnInstanceEmptyForEver() {
    create();
    later(Duration.ofSeconds(1));
    put(host("i1"));
    later(Duration.ofMinutes(4));
    assertEquals(List.of(), run().tasks());
    later(Duration.ofMinutes(1));
    assertEquals(1, run().tasks().size());
  }

  @Test
  void aQuarterIsReplacedAtATime() {
    for (int host = 1; host <= 8; host++) {
      put(host("i" + host));
    }
    create();
    settle();
    register();
    var said = UpdateDaemonRequest.builder().daemonTaskDefinitionArn("agent:2").build();
    perform(accepted(UpdateDaemon.decide(picture, AGENT, said, now, random)));
    reconcile();
    assertEquals(2, tasks().stream().filter(task -> task.desired() == TaskStatus.STOPPED).count());
    settle();
    assertEquals(DaemonDeploymentStatus.SUCCESSFUL, deployment().status());
    assertTrue(tasks().stream().allMatch(task -> task.definition().revision() == 2));
  }

  @Test
  void whatFailsGoesBack() {
    put(host("i1"));
    create();
    settle();
    String first = daemon().target();
    register();
    var said = UpdateDaemonRequest.builder().daemonTaskDefinitionArn("agent:2").build();
    perform(accepted(UpdateDaemon.decide(picture, AGENT, said, now, random)));
    reconcile();
    for (int failure = 0; failure < 4; failure++) {
      later(Duration.ofSeconds(1));
      tasks().forEach(task -> report(task, "STOPPED"));
    }
    assertEquals(DaemonDeploymentStatus.ROLLBACK_IN_PROGRESS, deployment().status());
    settle();
    assertEquals(DaemonDeploymentStatus.ROLLBACK_SUCCESSFUL, deployment().status());
    assertEquals(3, deployment().failures());
    assertEquals(first, daemon().target());
    assertEquals(1, only("i1").definition().revision());
  }

  @Test
  void itStaysToTheLastOnAnInstanceThatDrains() {
    put(host("i1"));
    create();
    settle();
    Task app = run().tasks().getFirst();
    var said =
        UpdateContainerInstancesStateRequest.builder()
            .containerInstances("i1")
            .status("DRAINING")
            .build();
    perform(accepted(UpdateInstances.decide(picture, CLUSTER, said)));
    reconcile();
    assertNull(only("i1").stop());
    report(app, "STOPPED");
    assertEquals(
        "Task is on an instance that is draining",
        Objects.requireNonNull(only("i1").stop()).reason());
  }

  @Test
  void itIsGoneWithItsLastTask() {
    put(host("i1"));
    create();
    settle();
    perform(accepted(DeleteDaemon.decide(picture, AGENT, now)));
    reconcile();
    assertEquals(
        "DaemonNotActiveException", refused(DeleteDaemon.decide(picture, AGENT, now)).code());
    report(only("i1"), "STOPPED");
    assertEquals(0, picture.count(Daemon.KIND));
    assertEquals(0, picture.count(DaemonDeployment.KIND));
    assertEquals(
        "DaemonNotFoundException", refused(DeleteDaemon.decide(picture, AGENT, now)).code());
  }

  @Test
  void alarmsAreRefusedByName() {
    register();
    var said = agent().deploymentConfiguration(c -> c.alarms(a -> a.enable(true))).build();
    assertEquals(
        "Argosy does not support deploymentConfiguration.alarms here yet. Leave it out;"
            + " docs/compat.md says what is built.",
        refused(CreateDaemon.decide(picture, CLUSTER, said, now, random)).message());
  }

  @Test
  void itsDefinitionIsEchoedWithItsDefaults() {
    register();
    DaemonDefinition found = picture.all(DaemonDefinition.KIND).iterator().next();
    assertEquals(true, found.spec().containerDefinitions().getFirst().essential());
    assertEquals("agent", found.spec().family());
  }
}
