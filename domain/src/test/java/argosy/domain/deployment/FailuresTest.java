package argosy.domain.deployment;

import static argosy.domain.Fixtures.CLUSTER;
import static argosy.domain.InstanceBuilder.anInstance;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import argosy.domain.service.Trial;
import argosy.domain.task.StopTask;
import argosy.domain.task.Task;
import argosy.domain.task.TaskStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FailuresTest {
  private final WebRig rig = rig(1);

  private static WebRig rig(int desired) {
    return new WebRig(
        s -> s.desiredCount(desired), anInstance().cpu(1_000_000).memory(1_000_000).build());
  }

  @Test
  void whatEndsByItselfIsAFailureAndIsMadeUpForAtOnce() {
    rig.passes();
    Task first = rig.tasks().getFirst();
    rig.report(first, "RUNNING", null, null);
    rig.exits(first, 3);
    var _ = rig.news();
    rig.passes();
    String how = "Essential container in task exited (container web, exit code 3)";
    assertEquals(
        List.of("(deployment D) (task T) failed: " + how, "has started 1 tasks: (task T)."),
        rig.news());
    assertEquals(
        new Trial(1, 1, "task " + first.arn().id() + ": " + how, rig.now(), null),
        rig.primary().trial());
  }

  @Test
  void theSameIsToldOnce() {
    fail("CannotPullContainerError: no such image");
    var _ = rig.news();
    fail("CannotPullContainerError: no such image");
    assertEquals(List.of("has started 1 tasks: (task T)."), rig.news());
    fail("something else");
    assertEquals(
        List.of("(deployment D) (task T) failed: something else", "has started 1 tasks: (task T)."),
        rig.news());
  }

  @Test
  void whatAUserStopsIsNone() {
    rig.passes();
    rig.decided(
        StopTask.decide(rig.picture(), CLUSTER, rig.tasks().getFirst().arn(), "x", rig.now()));
    rig.exits(rig.tasks().getFirst(), 137);
    rig.passes();
    assertEquals(Trial.NONE, rig.primary().trial());
    assertEquals(1, rig.alive().size());
  }

  @Test
  void whatIsScaledInIsNone() {
    rig.settle();
    rig.update(u -> u.desiredCount(0));
    rig.settle();
    assertEquals(Trial.NONE, rig.primary().trial());
    assertEquals(List.of(), rig.tasks());
  }

  @Test
  void eachIsCountedOnce() {
    fail("x");
    rig.passes();
    rig.passes();
    assertEquals(1, rig.primary().trial().failed());
  }

  /// Each is counted before the next one ends, within the same millisecond, the last of their order
  /// first.
  @Test
  void eachOfOneMomentIsCounted() {
    WebRig many = rig(20);
    many.passes();
    for (Task task : many.tasks().reversed()) {
      many.exits(task, 1);
      many.pass();
    }
    assertEquals(20, many.primary().trial().failed());
  }

  /// As ECS: it goes on, but ever more slowly.
  @Test
  void afterThreeInARowThereArePauses() {
    fail("x");
    fail("x");
    fail("x");
    var _ = rig.news();
    rig.wait(Duration.ofMillis(1));
    rig.report(rig.tasks().getFirst(), "STOPPED", "x", null);
    var outcome = rig.pass();
    assertEquals(List.of("is unable to consistently start tasks successfully."), rig.news());
    assertEquals(List.of(), rig.tasks());
    assertEquals(Optional.of(rig.now().plusSeconds(1)), outcome.reply().again());
    rig.wait(Duration.ofSeconds(1));
    rig.pass();
    assertEquals(1, rig.tasks().size());
  }

  @Test
  void oneThatProvesItselfEndsTheRow() {
    fail("x");
    fail("x");
    fail("x");
    fail("x");
    rig.wait(Duration.ofMinutes(1));
    rig.passes();
    rig.wait(Duration.ofMillis(1));
    rig.report(rig.tasks().getFirst(), "RUNNING", null, null);
    rig.wait(Duration.ofSeconds(9));
    rig.passes();
    assertEquals(4, rig.primary().trial().inRow(), "too soon to tell");
    rig.wait(Duration.ofSeconds(1));
    rig.passes();
    assertEquals(0, rig.primary().trial().failed());
    assertEquals(0, rig.primary().trial().inRow());
    assertNull(rig.primary().trial().retryAt());
  }

  @Test
  void whatHadWorkedIsNone() {
    rig.settle();
    var _ = rig.news();
    rig.exits(rig.tasks().getFirst(), 1);
    rig.passes();
    assertEquals(
        List.of(
            "(deployment D) (task T) failed: Essential container in task exited"
                + " (container web, exit code 1)",
            "has started 1 tasks: (task T)."),
        rig.news());
    assertEquals(Trial.NONE, rig.primary().trial());
  }

  @Test
  void oneThatWasThereBeforeProvesNothing() {
    WebRig two = rig(2);
    two.settle();
    two.update(u -> u.desiredCount(3));
    two.passes();
    Task fails =
        two.tasks().stream().filter(t -> t.last() != TaskStatus.RUNNING).findFirst().orElseThrow();
    two.report(fails, "STOPPED", "x", null);
    two.passes();
    assertEquals(1, two.primary().trial().inRow());
    two.wait(Duration.ofMinutes(5));
    two.passes();
    assertEquals(1, two.primary().trial().inRow(), "the other one has run all the time");
  }

  /// A host that dies takes many at once, and others take their places at once.
  @Test
  void whoHasWorkedHasNotFailedToStart() {
    WebRig many = rig(6);
    many.settle();
    var _ = many.news();
    many.tasks().forEach(task -> many.exits(task, 137));
    many.passes();
    assertEquals(Trial.NONE, many.primary().trial());
    assertEquals(6, many.alive().size());
    assertEquals(
        List.of(
            "(deployment D) (task T) (task T) (task T) (task T) (task T) (task T) failed: Essential"
                + " container in task exited (container web, exit code 137)",
            "has started 6 tasks: (task T) (task T) (task T) (task T) (task T) (task T)."),
        many.news());
  }

  private void fail(String reason) {
    rig.passes();
    rig.wait(Duration.ofMillis(1));
    rig.report(rig.tasks().getFirst(), "STOPPED", reason, null);
    rig.passes();
  }
}
