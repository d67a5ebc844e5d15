package argosy.domain.task;

import static argosy.domain.Fixtures.accepted;
import static argosy.domain.Fixtures.refused;
import static argosy.domain.task.FargateRig.host;
import static argosy.domain.task.FargateRig.item;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.domain.error.EcsError;
import argosy.domain.state.Effect;
import argosy.domain.state.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.LaunchType;

/// What Spot tasks have of Fargate's hosts, and when they give it back.
class SpotTest {
  private static final Stop GAVE_WAY =
      new Stop(StopCode.SPOT_GAVE_WAY, "Your Spot Task was interrupted.");

  @Test
  void tasksAreSharedByBaseAndWeight() {
    var rig = new FargateRig("i1");
    rig.run("small", 5, item("FARGATE", 1, 1), item("FARGATE_SPOT", 0, 3));
    Map<String, Long> counts =
        rig.tasks().stream()
            .collect(
                Collectors.groupingBy(
                    task -> String.valueOf(task.launch().capacityProvider()),
                    Collectors.counting()));
    assertEquals(Map.of("FARGATE", 2L, "FARGATE_SPOT", 3L), counts);
    assertTrue(rig.tasks().stream().allMatch(t -> t.launch().type() == LaunchType.FARGATE));
  }

  @Test
  void theClustersStrategyCounts() {
    var rig = new FargateRig("i1");
    rig.strategy(item("FARGATE_SPOT", 0, 1));
    assertTrue(rig.run("small", 1).tasks().getFirst().isSpot());
  }

  /// The hosts are the same, so each of the two must see what the other takes.
  @Test
  void spotAndFargateNeverTakeTheSameRoom() {
    var rig = new FargateRig("i1", "i2");
    RunTask.Started started =
        rig.run("large", 6, item("FARGATE", 0, 1), item("FARGATE_SPOT", 0, 1));
    assertEquals(4, started.tasks().size());
    assertEquals(3, started.tasks().stream().filter(task -> !task.isSpot()).count());
    assertEquals(
        Map.of("i1", 2L, "i2", 2L),
        started.tasks().stream()
            .collect(Collectors.groupingBy(t -> t.instance().id(), Collectors.counting())));
  }

  @Test
  void spotGivesWayToFargate() {
    var rig = new FargateRig("i1");
    rig.spot("large", 2);
    Task newest = rig.tasks().getLast();
    Outcome.Accepted<RunTask.Started> outcome =
        rig.decided(rig.decide("large", 1, item("FARGATE", 0, 1)));
    assertEquals(List.of(), outcome.reply().tasks());
    Failure failure = outcome.reply().failures().getFirst();
    assertEquals(Recruits.FARGATE_LACKS, failure.reason());
    assertTrue(failure.detail().contains("Room for 1 is on its way"), failure::detail);
    assertEquals(List.of(newest.arn()), arns(rig.interrupted()));
    Task interrupted = rig.interrupted().getFirst();
    assertEquals(GAVE_WAY, interrupted.stop());
    assertEquals(TaskStatus.STOPPED, interrupted.desired());
    assertEquals(
        List.of(new Effect.TellAgent(interrupted.instance(), interrupted.arn())),
        outcome.effects());
  }

  @Test
  void nobodyElseGivesWayWhileRoomIsComing() {
    var rig = new FargateRig("i1");
    rig.spot("large", 2);
    rig.fargate("large", 1);
    rig.fargate("large", 1);
    assertEquals(1, rig.interrupted().size());
    rig.stopped();
    assertEquals(1, rig.fargate("large", 1).tasks().size());
    rig.fargate("large", 1);
    assertEquals(2, rig.interrupted().size());
  }

  @Test
  void whatStopsForeverIsNotWaitedFor() {
    var rig = new FargateRig("i1");
    rig.spot("large", 2);
    rig.fargate("large", 1);
    rig.pass(Duration.ofMinutes(5));
    rig.fargate("large", 1);
    assertEquals(2, rig.interrupted().size());
  }

  @Test
  void theFewestGiveWayAndOfThemTheNewest() {
    var rig = new FargateRig("i1", "i2");
    rig.spot("large", 1);
    rig.spot("small", 12);
    rig.fargate("large", 1);
    rig.fargate("large", 1);
    assertEquals(1, rig.interrupted().size(), "the large one, though it is the oldest");
    assertEquals("large", rig.interrupted().getFirst().definition().family());
  }

  @Test
  void asManyGiveWayAsAreNeededTogether() {
    var rig = new FargateRig("i1");
    rig.spot("small", 8);
    List<Task> newest = rig.tasks().subList(4, 8);
    rig.fargate("large", 1);
    assertEquals(arns(newest), arns(rig.interrupted()));
  }

  @Test
  void nobodyGivesWayWhereItWouldNotHelp() {
    var rig = new FargateRig("i1");
    rig.fargate("large", 1);
    rig.spot("small", 4);
    rig.register("huge", "2048", "4096");
    rig.fargate("huge", 1);
    assertEquals(List.of(), rig.interrupted());
  }

  @Test
  void noHostGivesWayThatCannotTakeTheTask() {
    var rig = new FargateRig();
    rig.put(host("i1").build());
    rig.spot("large", 2);
    rig.put(host("i1").away().build());
    rig.fargate("large", 1);
    assertEquals(List.of(), rig.interrupted());
  }

  /// Else the interrupted would take it first, and be interrupted again.
  @Test
  void theRoomIsKeptForWhoNeedsIt() {
    var rig = new FargateRig("i1");
    rig.spot("large", 2);
    rig.fargate("large", 1);
    rig.stopped();
    RunTask.Started refused = rig.run("large", 1, item("FARGATE_SPOT", 0, 1));
    assertEquals(List.of(), refused.tasks());
    assertTrue(refused.failures().getFirst().detail().contains("Spot tasks just gave way"));
    rig.pass(Spot.KEPT);
    assertEquals(1, rig.run("large", 1, item("FARGATE_SPOT", 0, 1)).tasks().size());
  }

  /// The share of one provider is placed although another is full.
  @Test
  void aFullSpotDoesNotKeepFargateFromItsShare() {
    var rig = new FargateRig("i1");
    rig.spot("large", 2);
    RunTask.Started started =
        rig.run("large", 2, item("FARGATE_SPOT", 1, 0), item("FARGATE", 0, 1));
    assertEquals(List.of(), started.tasks());
    assertEquals(1, rig.interrupted().size());
  }

  @Test
  void spotTasksWithoutRoomInterruptNobody() {
    var rig = new FargateRig("i1");
    rig.spot("large", 3);
    assertEquals(2, rig.tasks().size());
    assertEquals(List.of(), rig.interrupted());
  }

  @Test
  void anOperatorMayInterrupt() {
    var rig = new FargateRig("i1");
    rig.spot("large", 1);
    Task task = rig.tasks().getFirst();
    var outcome = rig.decided(InterruptSpotTask.decide(rig.picture(), task.arn(), rig.now()));
    assertEquals(
        new Stop(StopCode.SPOT_INTERRUPTION, "Your Spot Task was interrupted."),
        outcome.reply().stop());
    assertEquals(List.of(new Effect.TellAgent(task.instance(), task.arn())), outcome.effects());
    assertEquals(
        List.of(),
        accepted(InterruptSpotTask.decide(rig.picture(), task.arn(), rig.now())).changes(),
        "once");
    rig.stopped();
    assertEquals(1, rig.run("large", 1, item("FARGATE_SPOT", 0, 1)).tasks().size(), "at once");
  }

  @Test
  void onlySpotTasksAreInterrupted() {
    var rig = new FargateRig("i1");
    Task task = rig.fargate("large", 1).tasks().getFirst();
    assertEquals(
        new EcsError.InvalidParameter(
            "The task "
                + task.arn().id()
                + " is no Spot task: only tasks of the capacity provider FARGATE_SPOT are"
                + " interrupted, and it is of the capacity provider FARGATE. StopTask ends it."),
        refused(InterruptSpotTask.decide(rig.picture(), task.arn(), rig.now())));
    assertEquals(
        new EcsError.InvalidParameter("The referenced task was not found."),
        refused(
            InterruptSpotTask.decide(
                rig.picture(), argosy.domain.Fixtures.task("nobody"), rig.now())));
  }

  private static List<?> arns(List<Task> tasks) {
    return tasks.stream().map(Task::arn).map(Function.identity()).toList();
  }
}
