package argosy.domain.task;

import static argosy.domain.Fixtures.CELL;
import static argosy.domain.Fixtures.CLUSTER;
import static argosy.domain.Fixtures.NOON;
import static argosy.domain.Fixtures.accepted;
import static argosy.domain.Fixtures.instance;
import static argosy.domain.Fixtures.picture;
import static argosy.domain.Fixtures.refused;
import static argosy.domain.Fixtures.task;
import static argosy.domain.TaskBuilder.aTask;
import static org.junit.jupiter.api.Assertions.assertEquals;

import argosy.domain.error.EcsError;
import argosy.domain.id.ClusterArn;
import argosy.domain.state.Change;
import argosy.domain.state.Effect;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.util.List;
import org.junit.jupiter.api.Test;

class StopTaskTest {

  @Test
  void aRunningTaskIsStoppedByItsAgent() {
    var outcome = accepted(decide(picture(aTask().on("i1").running().build()), "new release"));
    Task stopping = outcome.reply();
    assertEquals(TaskStatus.STOPPING, stopping.last());
    assertEquals(TaskStatus.STOPPED, stopping.desired());
    assertEquals(new Stop(StopCode.USER_INITIATED, "new release"), stopping.stop());
    assertEquals(NOON, stopping.times().stoppingAt());
    assertEquals(List.of(new Change.Put(stopping)), outcome.changes());
    assertEquals(List.of(new Effect.TellAgent(instance("i1"), task("t1"))), outcome.effects());
  }

  @Test
  void stoppingAgainChangesNothingAndTheFirstReasonStays() {
    for (Task task :
        List.of(
            aTask().stopping(StopCode.USER_INITIATED, "first").build(),
            aTask().stoppedAt(NOON).build())) {
      var outcome = accepted(decide(picture(task), "second"));
      assertEquals(List.of(), outcome.changes());
      assertEquals(List.of(), outcome.effects());
      assertEquals(task, outcome.reply());
    }
  }

  @Test
  void aTaskThatIsNotThereIsRefused() {
    EcsError error = refused(decide(picture(), "x"));
    assertEquals(new EcsError.InvalidParameter("The referenced task was not found."), error);
    assertEquals(
        new EcsError.ClusterNotFound(),
        refused(
            StopTask.decide(
                picture(aTask().build()), new ClusterArn(CELL, "nowhere"), task("t1"), "x", NOON)));
  }

  private static Outcome<Task> decide(Picture picture, String reason) {
    return StopTask.decide(picture, CLUSTER, task("t1"), reason, NOON);
  }
}
