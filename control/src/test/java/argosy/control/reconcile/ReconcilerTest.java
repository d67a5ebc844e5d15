package argosy.control.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import argosy.control.HandClock;
import argosy.control.cell.Cell;
import argosy.control.cell.Result;
import argosy.control.cell.Watch;
import argosy.domain.cluster.CreateCluster;
import argosy.domain.deployment.Outside;
import argosy.domain.deployment.ReconcileService;
import argosy.domain.id.CellId;
import argosy.domain.id.ClusterArn;
import argosy.domain.id.InstanceArn;
import argosy.domain.id.ServiceArn;
import argosy.domain.instance.ConnectAgent;
import argosy.domain.instance.Instance;
import argosy.domain.instance.InstanceStatus;
import argosy.domain.service.CreateService;
import argosy.domain.service.Deployment.State;
import argosy.domain.service.Service;
import argosy.domain.state.Change;
import argosy.domain.state.Decision;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import argosy.domain.task.DeregisterInstance;
import argosy.domain.task.ReportTask;
import argosy.domain.task.Task;
import argosy.domain.task.TaskReport;
import argosy.domain.taskdef.RegisterDefinition;
import argosy.store.MemoryStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Resource;
import software.amazon.awssdk.services.ecs.model.VersionInfo;

/// With a cell without a thread: what happens at once, and what only after a while.
class ReconcilerTest {
  private static final CellId CELL = new CellId("123456789012", "us-east-1");
  private static final ClusterArn CLUSTER = new ClusterArn(CELL, "default");
  private static final ServiceArn WEB = new ServiceArn(CELL, "default", "web");
  private static final String USER = "arn:aws:iam::123456789012:root";

  private final HandClock clock = new HandClock();
  private final MemoryStore store = new MemoryStore();
  private final Cell cell = open();
  private int passes;

  private Cell open() {
    return new Cell(
        CELL,
        store,
        clock,
        new SplittableRandom(1),
        broken -> {
          throw broken;
        });
  }

  @BeforeEach
  void attach() {
    Reconciler.attach(cell, Outside.NONE.with(Optional.of(Duration.ofSeconds(90))));
    cell.watch(
        new Watch() {
          @Override
          public void decided(CellId id, String decision, Picture before, Outcome<?> outcome) {
            passes += decision.equals("ReconcileService") ? 1 : 0;
          }

          @Override
          public void failed(CellId id, int decisions) {}
        });
    var cluster = CreateClusterRequest.builder().build();
    ask((picture, now, _) -> CreateCluster.decide(picture, CLUSTER, cluster, "disabled", now));
    var definition =
        RegisterTaskDefinitionRequest.builder()
            .family("web")
            .containerDefinitions(
                ContainerDefinition.builder().name("web").image("x").memory(128).build())
            .build();
    ask((picture, now, _) -> RegisterDefinition.decide(picture, CELL, definition, USER, now));
  }

  @Test
  void aNewServiceHasItsTasksAtOnce() {
    put(instance("i1", InstanceStatus.ACTIVE));
    create(2);
    assertEquals(2, tasks().size());
    settle();
    assertEquals(State.COMPLETED, service().primary().orElseThrow().state());
  }

  @Test
  void aTaskThatEndsIsReplacedAtOnce() {
    put(instance("i1", InstanceStatus.ACTIVE));
    create(1);
    settle();
    Task old = tasks().getFirst();
    report(old, "STOPPED");
    cell.drain();
    assertEquals(1, tasks().size());
    assertEquals(false, tasks().getFirst().arn().equals(old.arn()));
  }

  @Test
  void aServiceThatWaitsForRoomIsServedWhenAnInstanceComes() {
    create(1);
    assertEquals(List.of(), tasks());
    put(instance("i1", InstanceStatus.ACTIVE));
    cell.drain();
    assertEquals(1, tasks().size());
  }

  @Test
  void anInstanceThatDrainsOrLeavesMovesItsTasksAtOnce() {
    put(instance("i1", InstanceStatus.ACTIVE));
    create(1);
    settle();
    put(instance("i2", InstanceStatus.ACTIVE));
    put(instance("i1", InstanceStatus.DRAINING));
    cell.drain();
    assertEquals(2, tasks().size());
    ask((picture, now, _) -> DeregisterInstance.decide(picture, CLUSTER, "i1", true, now));
    cell.drain();
    assertEquals(List.of("i2"), tasks().stream().map(task -> task.instance().id()).toList());
  }

  @Test
  void whatTimeAloneBringsAboutIsNotMissed() {
    put(instance("i1", InstanceStatus.ACTIVE));
    create(1);
    report(tasks().getFirst(), "RUNNING");
    cell.drain();
    pass(Duration.ofMillis(9_999));
    assertEquals(State.IN_PROGRESS, service().primary().orElseThrow().state());
    pass(Duration.ofMillis(1));
    assertEquals(State.COMPLETED, service().primary().orElseThrow().state());
  }

  @Test
  void aHostThatStaysAwayIsLostAtItsMoment() {
    put(instance("i1", InstanceStatus.ACTIVE));
    create(1);
    settle();
    put(instance("i2", InstanceStatus.ACTIVE));
    var i1 = new InstanceArn(CELL, "default", "i1");
    ask((picture, now, _) -> ConnectAgent.closed(picture, i1, now));
    cell.drain();
    pass(Duration.ofMillis(89_999));
    assertEquals(List.of("i1"), tasks().stream().map(task -> task.instance().id()).toList());
    pass(Duration.ofMillis(1));
    assertEquals(
        List.of("i1", "i2"), tasks().stream().map(task -> task.instance().id()).sorted().toList());
  }

  @Test
  void whatChangesNothingIsNotLookedAtAgainBeforeTheMinute() {
    put(instance("i1", InstanceStatus.ACTIVE));
    create(1);
    settle();
    pass(Duration.ofMinutes(1));
    passes = 0;
    cell.drain();
    cell.drain();
    assertEquals(0, passes);
    pass(Duration.ofMinutes(1));
    assertEquals(1, passes);
  }

  @Test
  void manyChangesAtOnceAreOnePass() {
    put(instance("i1", InstanceStatus.ACTIVE));
    create(8);
    settle();
    passes = 0;
    tasks().forEach(task -> cell.ask(reported(task, "STOPPED"), _ -> {}));
    cell.drain();
    int before = passes;
    cell.drain();
    assertEquals(0, before, "they are decided first");
    assertEquals(1, passes);
  }

  @Test
  void aStoreThatFailsIsAskedAgain() {
    put(instance("i1", InstanceStatus.ACTIVE));
    var request =
        CreateServiceRequest.builder()
            .serviceName("web")
            .taskDefinition("web")
            .desiredCount(1)
            .build();
    ask((picture, now, random) ->
        CreateService.decide(picture, CLUSTER, request, USER, now, random));
    store.fail("disk full");
    cell.drain();
    assertEquals(List.of(), tasks());
    store.fail(null);
    cell.drain();
    assertEquals(List.of(), tasks(), "not before a second has passed");
    pass(Duration.ofSeconds(1));
    assertEquals(1, tasks().size());
  }

  @Test
  void aServerThatTakesOverGoesOn() {
    put(instance("i1", InstanceStatus.ACTIVE));
    create(1);
    report(tasks().getFirst(), "STOPPED");
    Cell next = open();
    Reconciler.attach(next);
    next.drain();
    assertEquals(1, Task.unstoppedOf(next.picture(), "default/web").size());
    assertInstanceOf(
        Outcome.Accepted.class,
        ReconcileService.decide(next.picture(), WEB, next.now(), new SplittableRandom(1)));
  }

  private void create(int count) {
    var request =
        CreateServiceRequest.builder()
            .serviceName("web")
            .taskDefinition("web")
            .desiredCount(count)
            .build();
    ask((picture, now, random) ->
        CreateService.decide(picture, CLUSTER, request, USER, now, random));
    cell.drain();
    cell.drain();
  }

  private void settle() {
    tasks().forEach(task -> report(task, "RUNNING"));
    cell.drain();
    pass(Duration.ofSeconds(10));
  }

  private void report(Task task, String status) {
    ask(reported(task, status));
  }

  private static Decision<Task> reported(Task task, String status) {
    var report = new TaskReport(task.arn(), status, null, List.of(), null, null, null);
    return (picture, now, _) -> ReportTask.decide(picture, report, now);
  }

  private void put(Instance instance) {
    ask((_, _, _) -> new Outcome.Accepted<>(List.of(new Change.Put(instance)), List.of(), 0));
  }

  private <R> void ask(Decision<R> decision) {
    assertInstanceOf(Result.Done.class, cell.ask(decision));
  }

  private void pass(Duration time) {
    clock.pass(time);
    for (int round = 0; round < 5; round++) {
      cell.drain();
    }
  }

  private Service service() {
    return cell.picture().find(Service.key(WEB)).orElseThrow();
  }

  private List<Task> tasks() {
    return List.copyOf(Task.unstoppedOf(cell.picture(), "default/web"));
  }

  private static Instance instance(String id, InstanceStatus status) {
    return new Instance(
        new InstanceArn(CELL, "default", id),
        "i-0123456789abcdef0",
        status,
        true,
        VersionInfo.builder().agentVersion("1.0").build(),
        List.of(
            Resource.builder().name("CPU").type("INTEGER").integerValue(4_096).build(),
            Resource.builder().name("MEMORY").type("INTEGER").integerValue(4_096).build(),
            Resource.builder().name("PORTS").type("STRINGSET").stringSetValue("22").build(),
            Resource.builder()
                .name("PORTS_UDP")
                .type("STRINGSET")
                .stringSetValue(List.of())
                .build()),
        List.of(),
        List.of(),
        HandClock.NOON,
        0,
        null,
        null,
        null);
  }
}
