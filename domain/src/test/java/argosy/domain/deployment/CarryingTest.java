package argosy.domain.deployment;

import static argosy.domain.Fixtures.CELL;
import static argosy.domain.InstanceBuilder.anInstance;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.domain.InstanceBuilder;
import argosy.domain.cluster.Cluster;
import argosy.domain.id.TaskDefinitionArn;
import argosy.domain.instance.InstanceStatus;
import argosy.domain.state.Change;
import argosy.domain.state.Effect;
import argosy.domain.task.Stop;
import argosy.domain.task.StopCode;
import argosy.domain.task.Task;
import argosy.domain.taskdef.Definition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.Tag;

class CarryingTest {
  private static final String NO_ROOM =
      "was unable to place a task because no container instance met all of its requirements. The"
          + " closest matching (container-instance i1) has insufficient memory available. The task"
          + " needs 128 MiB of memory, 0 MiB are free. Of 1 instances: {RESOURCE:MEMORY=1}";

  @Test
  void whatIsStartedIsTold() {
    var rig = new WebRig(s -> s.desiredCount(2), roomFor(4).build());
    var outcome = rig.pass();
    assertEquals(List.of("has started 2 tasks: (task T) (task T)."), rig.news());
    List<Task> tasks = rig.tasks();
    assertEquals(
        tasks.stream().map(t -> new Effect.TellAgent(t.instance(), t.arn())).toList().size(),
        outcome.effects().size());
    Task first = tasks.getFirst();
    assertTrue(outcome.effects().contains(new Effect.TellAgent(first.instance(), first.arn())));
    assertEquals("service:web", first.launch().group());
    assertEquals(rig.primary().name(), first.launch().startedBy());
    assertFalse(outcome.reply().more());
  }

  @Test
  void whatIsStoppedIsToldWithItsReason() {
    var rig = new WebRig(s -> s.desiredCount(2), roomFor(4).build());
    rig.settle();
    var _ = rig.news();
    rig.update(u -> u.desiredCount(1));
    rig.pass();
    assertEquals(List.of("has stopped 1 running tasks: (task T)."), rig.news());
    Task stopped =
        rig.tasks().stream().filter(task -> task.stop() != null).findFirst().orElseThrow();
    assertEquals(
        new Stop(
            StopCode.SERVICE_SCHEDULER_INITIATED,
            "Scaling activity initiated by (deployment " + rig.primary().name() + ")"),
        stopped.stop());
  }

  @Test
  void aServiceThatStaysSaysSoOnceIn6Hours() {
    var rig = new WebRig(s -> s.desiredCount(1), roomFor(4).build());
    rig.settle();
    assertEquals(
        List.of(
            "has started 1 tasks: (task T).",
            "(deployment D) deployment completed.",
            "has reached a steady state."),
        rig.news());
    rig.wait(Duration.ofHours(5));
    rig.passes();
    assertEquals(List.of(), rig.news());
    rig.wait(Duration.ofHours(1));
    rig.passes();
    assertEquals(List.of("has reached a steady state."), rig.news());
  }

  @Test
  void withoutInstancesItSaysSo() {
    var rig = new WebRig(s -> s.desiredCount(1));
    rig.passes();
    assertEquals(
        List.of(
            "was unable to place a task because no container instances were found in your"
                + " cluster."),
        rig.news());
    rig.put(anInstance().status(InstanceStatus.DRAINING).build());
    rig.passes();
    assertEquals(List.of(), rig.news(), "it is the same");
  }

  @Test
  void whatIsLackingIsToldOnceAnHourAndWhereItIsNearest() {
    var rig = new WebRig(s -> s.desiredCount(3), roomFor(2).build());
    rig.passes();
    assertEquals(List.of("has started 2 tasks: (task T) (task T).", NO_ROOM), rig.news());
    rig.wait(Duration.ofMinutes(60));
    rig.passes();
    assertEquals(List.of(), rig.news());
    rig.wait(Duration.ofMillis(1));
    rig.passes();
    assertEquals(List.of(NO_ROOM), rig.news());
  }

  @Test
  void onceThereIsRoomNothingIsInTheWay() {
    var rig = new WebRig(s -> s.desiredCount(3), roomFor(2).build());
    rig.passes();
    assertEquals("[RESOURCE:MEMORY]", rig.service().standing().complaint());
    rig.put(roomFor(2).id("i2").build());
    rig.passes();
    assertEquals("", rig.service().standing().complaint());
    assertEquals(3, rig.alive().size());
  }

  @Test
  void theClosestIsTheOneThatLacksTheLeast() {
    var rig =
        new WebRig(
            s -> s.desiredCount(1),
            anInstance().id("i1").away().build(),
            anInstance().id("i2").cpu(1).build());
    rig.passes();
    assertEquals(
        List.of(
            "was unable to place a task because no container instance met all of its"
                + " requirements. The closest matching (container-instance i2) has insufficient"
                + " CPU units available. The task needs 256 CPU units, 1 are free. Of 2"
                + " instances: {AGENT=1, RESOURCE:CPU=1}"),
        rig.news());
  }

  @Test
  void limitsThatLeaveNoWayAreToldOnce() {
    var rig =
        new WebRig(
            s ->
                s.desiredCount(2)
                    .deploymentConfiguration(d -> d.minimumHealthyPercent(100).maximumPercent(149)),
            roomFor(8).build());
    rig.settle();
    var _ = rig.news();
    rig.update(u -> u.taskDefinition("web:2"));
    rig.settle();
    assertEquals(
        List.of(
            "was unable to stop or start tasks during a deployment because of the service"
                + " deployment configuration. Update the minimumHealthyPercent or maximumPercent"
                + " value and try again."),
        rig.news());
    assertEquals(2, rig.alive().size());
  }

  /// Else both would be said by turns for ever.
  @Test
  void whereRoomIsLackingTheLimitsAreNotBlamed() {
    var rig =
        new WebRig(
            s ->
                s.desiredCount(2)
                    .deploymentConfiguration(d -> d.minimumHealthyPercent(100).maximumPercent(149)),
            roomFor(0).build());
    rig.passes();
    assertEquals(List.of(NO_ROOM), rig.news());
  }

  @Test
  void aDefinitionThatIsGoneIsTold() {
    var rig = new WebRig(s -> s.desiredCount(1), roomFor(1).build());
    rig.delete(new Change.Delete(Definition.key(new TaskDefinitionArn(CELL, "web", 1))));
    rig.passes();
    assertEquals(List.of("was unable to place a task: its task definition is gone."), rig.news());
  }

  @Test
  void aPassStartsAndStopsSoManyAtMost() {
    int most = Carrying.PASS_MAX;
    var rig = new WebRig(s -> s.desiredCount(most + 5), roomFor(2_000).build());
    assertTrue(rig.pass().reply().more());
    assertEquals(most, rig.tasks().size());
    assertFalse(rig.pass().reply().more());
    assertEquals(most + 5, rig.tasks().size());
    rig.settle();
    rig.update(u -> u.desiredCount(0));
    assertTrue(rig.pass().reply().more());
    assertEquals(5, rig.alive().size());
  }

  @Test
  void tasksAreSpreadOverZonesAndThenOverInstances() {
    var rig =
        new WebRig(
            s -> s.desiredCount(8),
            in("a", "i1").build(),
            in("a", "i2").build(),
            in("b", "i3").build(),
            in("b", "i4").build());
    rig.passes();
    Map<String, Integer> counts = new TreeMap<>();
    rig.tasks().forEach(task -> counts.merge(task.instance().id(), 1, Integer::sum));
    assertEquals(Map.of("i1", 2, "i2", 2, "i3", 2, "i4", 2), counts);
  }

  @Test
  void tagsOfTheServiceAreHandedOnIfItIsAskedTo() {
    var tag = Tag.builder().key("team").value("shop").build();
    var rig =
        new WebRig(
            s -> s.desiredCount(1).tags(tag).propagateTags(PropagateTags.SERVICE),
            roomFor(1).build());
    rig.passes();
    assertEquals(List.of(tag), rig.tasks().getFirst().launch().tags());
    var silent = new WebRig(s -> s.desiredCount(1).tags(tag), roomFor(1).build());
    silent.passes();
    assertEquals(List.of(), silent.tasks().getFirst().launch().tags());
  }

  @Test
  void withoutItsClusterNothingIsStarted() {
    var rig = new WebRig(s -> s.desiredCount(1), roomFor(1).build());
    rig.delete(new Change.Delete(Cluster.key(argosy.domain.Fixtures.CLUSTER)));
    rig.passes();
    assertEquals(List.of(), rig.tasks());
  }

  private static InstanceBuilder roomFor(int tasks) {
    return anInstance().cpu(1_000_000).memory(tasks * 128);
  }

  private static InstanceBuilder in(String zone, String id) {
    return roomFor(8).id(id).attribute("ecs.availability-zone", "us-east-1" + zone);
  }
}
