package argosy.agent.task;

import static argosy.agent.Payloads.container;
import static argosy.agent.Payloads.wired;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.agent.runtime.Runtime.Image;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// When a task's network interface comes and goes.
final class WireStepsTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private static TaskState state(boolean paused) {
    return TaskState.of(wired("t", container("web")), "host", paused).settled(NOON);
  }

  private static TaskState pulled(TaskState task, String name) {
    return task.with(name, c -> c.pulled(new Image("", List.of(), "", List.of())));
  }

  private static boolean does(TaskState task, Class<? extends Step> step) {
    return NextSteps.next(task, NOON).stream().anyMatch(step::isInstance);
  }

  @Test
  void itIsAttachedWhileImagesArePulledAndBeforeContainersAreMade() {
    TaskState task = state(false);
    assertTrue(does(task, Step.Attach.class));
    TaskState attaching = pulled(task.wire(WireStatus.ATTACHING), "web");
    assertEquals(List.of(), NextSteps.next(attaching, NOON), "nothing is made without it");
    assertTrue(does(attaching.wire(WireStatus.ATTACHED), Step.Create.class));
  }

  @Test
  void thePauseContainerHasTheNameThatTheOthersShare() {
    TaskState task = state(true);
    assertEquals(
        task.payload().networkInterface().orElseThrow().privateDnsName(),
        Pause.body(task).path("Hostname").asString());
  }

  @Test
  void withAPauseContainerItIsAttachedWhereThatRuns() {
    TaskState task = state(true);
    assertTrue(!does(task, Step.Attach.class));
    TaskState paused =
        pulled(task, Pause.NAME).with(Pause.NAME, c -> c.created("p").running(List.of()));
    assertTrue(does(paused, Step.Attach.class));
  }

  @Test
  void itIsDetachedAfterTheLastContainerAndBeforeTheEndIsTold() {
    TaskState running =
        pulled(state(false).wire(WireStatus.ATTACHED), "web")
            .with("web", c -> c.created("w").running(List.of()));
    assertTrue(!does(running, Step.Detach.class));
    assertTrue(does(running, Step.Report.class));
    TaskState ended = running.stopWanted().with("web", c -> c.stopped(0, "")).settled(NOON);
    assertTrue(does(ended, Step.Detach.class));
    assertTrue(!does(ended, Step.Report.class), "its address isn't free yet");
    assertTrue(does(ended.wire(WireStatus.DETACHED), Step.Report.class));
  }

  @Test
  void aTaskThatStopsBeforeItIsAttachedIsDetachedAllTheSame() {
    TaskState refused = state(false).refused("no").settled(NOON);
    assertEquals(
        List.of(new Step.Detach()), NextSteps.next(refused, NOON), "a former agent may have");
  }
}
