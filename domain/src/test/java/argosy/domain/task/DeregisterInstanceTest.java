package argosy.domain.task;

import static argosy.domain.Fixtures.CELL;
import static argosy.domain.Fixtures.CLUSTER;
import static argosy.domain.Fixtures.NOON;
import static argosy.domain.Fixtures.accepted;
import static argosy.domain.Fixtures.after;
import static argosy.domain.Fixtures.instance;
import static argosy.domain.Fixtures.picture;
import static argosy.domain.Fixtures.refused;
import static argosy.domain.Fixtures.task;
import static argosy.domain.InstanceBuilder.anInstance;
import static argosy.domain.TaskBuilder.aTask;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import argosy.domain.error.EcsError;
import argosy.domain.id.ClusterArn;
import argosy.domain.instance.Instance;
import argosy.domain.instance.InstanceStatus;
import argosy.domain.state.Change;
import argosy.domain.state.Effect;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeregisterInstanceTest {
  private final Picture busy =
      picture(
          anInstance().id("i1").build(),
          anInstance().id("i2").build(),
          aTask().id("runs").running().build(),
          aTask().id("over").stoppedAt(NOON.minusSeconds(9)).build(),
          aTask().id("stops").stopping(StopCode.USER_INITIATED, "enough").build(),
          aTask().id("other").on("i2").running().build());

  @Test
  void anInstanceWithoutTasksLeaves() {
    Picture idle = picture(anInstance().id("i1").build(), aTask().stoppedAt(NOON).build());
    var outcome = accepted(decide(idle, "i1", false));
    Instance gone = outcome.reply();
    assertEquals(InstanceStatus.INACTIVE, gone.status());
    assertFalse(gone.agentConnected());
    assertEquals(NOON, gone.deregisteredAt());
    assertEquals(List.of(new Change.Put(gone)), outcome.changes());
    assertEquals(List.of(new Effect.Dismiss(instance("i1"))), outcome.effects());

    EcsError again = refused(decide(after(idle, outcome), "i1", true));
    assertEquals(
        new EcsError.InvalidParameter("Referenced container instance i1 not found."), again);
  }

  @Test
  void tasksAreInTheWay() {
    assertEquals(
        new EcsError.InvalidParameter("Found running tasks on the instance."),
        refused(decide(busy, instance("i1").toString(), false)));
  }

  @Test
  void whoIsForcedOutLeavesNoTaskThatHoldsAnything() {
    var outcome = accepted(decide(busy, "i1", true));
    assertEquals(List.of(new Effect.Dismiss(instance("i1"))), outcome.effects());
    Picture then = after(busy, outcome);
    Task orphan = find(then, "runs");
    assertEquals(TaskStatus.STOPPED, orphan.last());
    assertEquals(TaskStatus.STOPPED, orphan.desired());
    assertEquals(NOON, orphan.times().stoppedAt());
    assertEquals(ContainerState.Status.STOPPED, orphan.containers().getFirst().last());
    assertEquals(
        new Stop(StopCode.USER_INITIATED, "Container instance deregistration forced by user"),
        orphan.stop());
    assertEquals(
        new Stop(StopCode.USER_INITIATED, "enough"), find(then, "stops").stop(), "the first");
    assertEquals(find(busy, "over"), find(then, "over"));
    assertEquals(find(busy, "other"), find(then, "other"));
    assertEquals(List.of(), List.copyOf(Task.on(then, instance("i1"))));
  }

  @Test
  void anInstanceThatIsNotThereDoesNotLeave() {
    assertEquals(
        new EcsError.InvalidParameter("Referenced container instance ghost not found."),
        refused(decide(busy, "ghost", true)));
    assertEquals(
        new EcsError.ClusterNotFound(),
        refused(
            DeregisterInstance.decide(busy, new ClusterArn(CELL, "nowhere"), "i1", true, NOON)));
  }

  private static Outcome<Instance> decide(Picture picture, String reference, boolean force) {
    return DeregisterInstance.decide(picture, CLUSTER, reference, force, NOON);
  }

  private static Task find(Picture picture, String id) {
    return picture.find(Task.key(task(id))).orElseThrow();
  }
}
