package argosy.domain.task;

import static argosy.domain.Fixtures.NOON;
import static argosy.domain.Fixtures.accepted;
import static argosy.domain.Fixtures.picture;
import static argosy.domain.Fixtures.task;
import static argosy.domain.TaskBuilder.aTask;
import static org.junit.jupiter.api.Assertions.assertEquals;

import argosy.domain.state.Change;
import argosy.domain.state.Picture;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForgetTasksTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void onlyTasksThatStoppedLongAgoAreForgotten() {
    Picture picture =
        picture(
            aTask().id("running").running().build(),
            aTask().id("stopping").stopping(StopCode.USER_INITIATED, "x").build(),
            aTask().id("old").stoppedAt(NOON.minus(HOUR).minusMillis(1)).build(),
            aTask().id("recent").stoppedAt(NOON.minus(HOUR)).build());
    var outcome = accepted(ForgetTasks.decide(picture, HOUR, NOON));
    assertEquals(List.of(new Change.Delete(Task.key(task("old")))), outcome.changes());
    assertEquals(1, outcome.reply());
  }

  @Test
  void aPassForgetsSoManyAndTheNextGoesOn() {
    Picture picture = picture();
    for (int at = 0; at < ForgetTasks.PASS_MAX + 1; at++) {
      picture = picture.apply(new Change.Put(aTask().id("t" + at).stoppedAt(NOON).build()));
    }
    var first = accepted(ForgetTasks.decide(picture, HOUR, NOON.plus(HOUR).plusSeconds(1)));
    assertEquals(ForgetTasks.PASS_MAX, first.reply());
    Picture rest = picture.apply(first.changes());
    assertEquals(1, rest.count(Task.KIND));
    assertEquals(
        1, accepted(ForgetTasks.decide(rest, HOUR, NOON.plus(HOUR).plusSeconds(1))).reply());
  }
}
