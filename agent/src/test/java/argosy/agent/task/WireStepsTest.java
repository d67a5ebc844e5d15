package argosy.agent.task;

import static argosy.agent.Payloads.container;
import static argosy.agent.Payloads.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.agent.runtime.Runtime.Image;
import argosy.wire.acs.PayloadTask;
import argosy.wire.acs.PayloadTask.Ipv4Address;
import argosy.wire.acs.PayloadTask.NetworkInterface;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// When a task's network interface comes and goes.
final class WireStepsTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final NetworkInterface OWN =
      new NetworkInterface(
          "arn:aws:ecs:us-east-1:1:attachment/a",
          "eni-1",
          "vpc-1",
          "02:00:00:00:00:01",
          List.of(new Ipv4Address(true, "10.0.0.5")),
          "10.0.0.1/24",
          List.of("ec2.internal"),
          List.of("10.0.0.2"),
          "ip-10-0-0-5.ec2.internal");

  private static TaskState state(boolean paused) {
    PayloadTask plain = task("t", container("web"));
    var wired =
        new PayloadTask(
            plain.arn(),
            plain.family(),
            plain.version(),
            plain.desiredStatus(),
            "awsvpc",
            plain.containers(),
            plain.volumes(),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            List.of(),
            List.of(OWN));
    return TaskState.of(wired, "host", paused).settled(NOON);
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
