package argosy.domain.task;

import static argosy.domain.Fixtures.NOON;
import static argosy.domain.Fixtures.accepted;
import static argosy.domain.TaskBuilder.aTask;
import static org.junit.jupiter.api.Assertions.assertEquals;

import argosy.domain.id.InstanceArn;
import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import argosy.domain.task.ContainerState.Health;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportHealthTest {
  private final Task task = aTask().essential("web").sidecar("log").running().build();
  private final Picture picture = Picture.EMPTY.apply(new Change.Put(task));

  private Outcome<Integer> told(InstanceArn instance, Picture known, Health web) {
    return ReportHealth.decide(
        known, instance, Map.of(task.arn(), Map.of("web", web, "nobody", Health.HEALTHY)));
  }

  @Test
  void whatIsNewIsKeptAndTheRestStays() {
    var outcome = accepted(told(task.instance(), picture, Health.HEALTHY));
    Picture after = picture.apply(outcome.changes().getFirst());
    Task known = after.find(Task.key(task.arn())).orElseThrow();
    assertEquals(Health.HEALTHY, known.containers().getFirst().health());
    assertEquals(task.containers().getLast(), known.containers().getLast());
    assertEquals(task.last(), known.last());
    assertEquals(List.of(), accepted(told(task.instance(), after, Health.HEALTHY)).changes());
    assertEquals(1, accepted(told(task.instance(), after, Health.UNHEALTHY)).changes().size());
  }

  @Test
  void anInstanceSpeaksOfItsOwnTasksOnly() {
    var other = new InstanceArn(task.arn().cell(), "default", "another");
    assertEquals(List.of(), accepted(told(other, picture, Health.HEALTHY)).changes());
  }

  @Test
  void aTaskThatIsOverOrUnknownHasNoHealth() {
    assertEquals(
        List.of(), accepted(told(task.instance(), Picture.EMPTY, Health.HEALTHY)).changes());
    Task over = aTask().essential("web").stoppedAt(NOON).build();
    Picture ended = Picture.EMPTY.apply(new Change.Put(over));
    assertEquals(List.of(), accepted(told(task.instance(), ended, Health.HEALTHY)).changes());
  }
}
