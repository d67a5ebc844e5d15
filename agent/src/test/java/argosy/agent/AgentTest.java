package argosy.agent;

import static argosy.agent.Payloads.container;
import static argosy.agent.Payloads.stopped;
import static argosy.agent.Payloads.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.agent.runtime.EngineFault;
import argosy.agent.runtime.EngineFault.Kind;
import argosy.wire.acs.PayloadTask;
import argosy.wire.acs.PayloadTask.DockerConfig;
import argosy.wire.acs.PayloadTask.PortMapping;
import argosy.wire.client.ControlPlane.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ContainerStateChange;
import software.amazon.awssdk.services.ecs.model.SubmitTaskStateChangeRequest;

final class AgentTest {
  private final AgentRig rig = new AgentRig();

  private SubmitTaskStateChangeRequest report(int index) {
    return rig.plane.reports.get(index);
  }

  private ContainerStateChange only(SubmitTaskStateChangeRequest report) {
    assertEquals(1, report.containers().size());
    return report.containers().getFirst();
  }

  @Test
  void aTaskRunsAndItsEndIsReportedThenItIsCleanedUp() {
    rig.start().place(task("t1", container("app")));
    assertEquals(List.of("app"), rig.running());
    assertEquals("default", report(0).cluster());
    assertEquals("RUNNING", only(report(0)).status());
    assertEquals(rig.container("app").id(), only(report(0)).runtimeId());
    assertTrue(report(0).pullStartedAt() != null && report(0).pullStoppedAt() != null);

    rig.runtime.exit(rig.container("app").id(), 3);
    rig.loop.settle();
    assertEquals(List.of("RUNNING", "STOPPED"), rig.plane.statuses());
    assertEquals(3, only(report(1)).exitCode());
    assertEquals("", report(1).reason());
    assertEquals(rig.loop.now(), report(1).executionStoppedAt());

    rig.loop.pass(Duration.ofHours(3).minusSeconds(1));
    assertEquals(1, rig.runtime.containers().size());
    rig.loop.pass(Duration.ofSeconds(2));
    assertEquals(List.of(), rig.runtime.containers());
    assertEquals(2, rig.plane.reports.size());
  }

  @Test
  void aPayloadTwiceRunsOnceAndOneAfterTheEndRunsNothing() {
    PayloadTask task = task("t1", container("app"));
    rig.start().place(task);
    rig.place(task);
    assertEquals(1, rig.runtime.containers().size());
    rig.place(stopped(task));
    rig.place(task);
    rig.loop.pass(Duration.ofHours(4));
    rig.place(task);
    assertEquals(List.of(), rig.runtime.containers());
    assertEquals(List.of("RUNNING", "STOPPED"), rig.plane.statuses());
  }

  @Test
  void aStopForAnUnknownTaskIsReportedStopped() {
    rig.start().place(stopped(task("t1", container("app"))));
    assertEquals(List.of("STOPPED"), rig.plane.statuses());
    assertEquals("STOPPED", only(report(0)).status());
    assertEquals(0, rig.runtime.pulls("app:1"));
  }

  @Test
  void linkedContainersStartFirstAndStopLast() {
    rig.start().place(task("t1", container("web", "db:store"), container("db")));
    assertEquals(
        List.of("db", "web"),
        rig.runtime.containers().stream()
            .map(c -> c.labels().get("com.amazonaws.ecs.container-name"))
            .toList());
    assertEquals(
        rig.container("db").name() + ":store",
        rig.runtime
            .body(rig.container("web").id())
            .path("HostConfig")
            .path("Links")
            .path(0)
            .asString());
    rig.runtime.exit(rig.container("web").id(), 0);
    rig.loop.settle();
    // The exit of the essential container is told at once, the task's end when all have stopped.
    assertEquals(List.of("RUNNING", "RUNNING", "STOPPED"), rig.plane.statuses());
    assertEquals("web", only(report(1)).containerName());
    assertEquals("db", only(report(2)).containerName());
    assertEquals(143, only(report(2)).exitCode());
  }

  @Test
  void theEndOfAContainerThatIsNotEssentialLeavesTheTaskRunning() {
    rig.start().place(task("t1", container("app"), container("init", false)));
    rig.runtime.exit(rig.container("init").id(), 0);
    rig.loop.settle();
    assertEquals(List.of("RUNNING", "RUNNING"), rig.plane.statuses());
    assertEquals(List.of("app"), rig.running());
  }

  @Test
  void memoryAndRemovalAreTold() {
    rig.start().place(task("t1", container("fat")), task("t2", container("gone")));
    rig.runtime.killForMemory(rig.container("fat").id());
    rig.loop.settle();
    assertEquals(137, only(report(2)).exitCode());
    assertEquals(
        "OutOfMemoryError: Container killed due to memory usage", only(report(2)).reason());
    rig.loop.outside(
        () -> {
          rig.runtime.remove(rig.container("gone").id());
          return 0;
        },
        _ -> {},
        e -> {
          throw new AssertionError(e);
        });
    rig.loop.settle();
    assertEquals("STOPPED", report(3).status());
    assertEquals(Payloads.arn("t2"), report(3).task());
    assertEquals(137, only(report(3)).exitCode());
    assertEquals(
        "CannotInspectContainerError: someone else removed the container",
        only(report(3)).reason());
  }

  @Test
  void aContainerThatIsGoneBeforeItIsLookedAtEndedWithTheCodeThatWasHeard() throws Exception {
    rig.start().place(task("t1", container("app"), container("side", false)));
    rig.runtime.exit(rig.container("side").id(), 3);
    rig.runtime.remove(rig.container("side").id());
    rig.loop.settle();
    assertEquals("side", only(report(1)).containerName());
    assertEquals("STOPPED", only(report(1)).status());
    assertEquals(3, only(report(1)).exitCode());
    rig.runtime.away(true);
    rig.runtime.exit(rig.container("app").id(), 4);
    rig.runtime.away(false);
    rig.runtime.remove(rig.container("app").id());
    rig.loop.settle();
    assertEquals("STOPPED", only(report(2)).status());
    assertNull(only(report(2)).exitCode(), "nobody heard it");
  }

  @Test
  void dynamicPortsAreReported() {
    PayloadTask.Container web =
        new PayloadTask.Container(
            "web",
            "web:1",
            List.of(),
            List.of(),
            0,
            0,
            true,
            Map.of(),
            List.of(new PortMapping(80, 0, "tcp"), new PortMapping(53, 5353, "udp")),
            List.of(),
            List.of(),
            null,
            null,
            null,
            new DockerConfig(null, null, "{\"NetworkMode\":\"bridge\"}"),
            List.of(),
            null,
            null,
            List.of(),
            null,
            List.of());
    rig.start().place(task("t1", web));
    var bindings = only(report(0)).networkBindings();
    assertEquals(2, bindings.size());
    assertTrue(bindings.stream().allMatch(b -> b.bindIP().equals("127.0.0.1")));
    assertEquals(5353, bindings.getLast().hostPort());
    assertTrue(bindings.getFirst().hostPort() >= 32_768);
  }

  @Test
  void aMissingImageFailsAtOnceWithEcsReason() {
    rig.runtime.failPulls("app:1", new EngineFault(Kind.NOT_FOUND, "manifest for app:1 unknown"));
    rig.start().place(task("t1", container("app")));
    assertEquals(List.of("STOPPED"), rig.plane.statuses());
    assertEquals(
        "CannotPullContainerError: pull of app:1 from docker.io has been tried 1 time(s) on box,"
            + " without credentials: manifest for app:1 unknown",
        only(report(0)).reason());
    assertEquals(1, rig.runtime.pulls("app:1"));
  }

  @Test
  void anUnsteadyRegistryIsAskedThreeTimesAndOneAnswerIsShared() {
    rig.runtime.failPulls("app:1", new EngineFault(Kind.REFUSED, "received 503 from registry"));
    rig.start().place(task("t1", container("app")), task("t2", container("app")));
    rig.loop.pass(Duration.ofSeconds(10));
    assertEquals(3, rig.runtime.pulls("app:1"));
    assertEquals(List.of("STOPPED", "STOPPED"), rig.plane.statuses());
    rig.runtime.heal();
    rig.place(task("t3", container("app")), task("t4", container("app")));
    assertEquals(4, rig.runtime.pulls("app:1"));
    assertEquals(2, rig.running().size());
  }

  @Test
  void createAndStartFailuresCarryTheEnginesAnswer() {
    rig.runtime.failCreates("bad:1", new EngineFault(Kind.REFUSED, "no such runtime"));
    rig.runtime.failStarts("app:1", new EngineFault(Kind.REFUSED, "port is already allocated"));
    rig.start().place(task("t1", container("bad")), task("t2", container("app")));
    assertEquals("CannotCreateContainerError: no such runtime", only(report(0)).reason());
    assertEquals("CannotStartContainerError: port is already allocated", only(report(1)).reason());
  }

  @Test
  void whatADyingEngineHalfStartedIsMadeAgain() {
    rig.runtime.failStarts("app:1", new EngineFault(Kind.REFUSED, "id already in use"));
    rig.start().place(task("t1", container("app")));
    assertEquals(
        "CannotStartContainerError: it was found half started 5 times: id already in use",
        only(report(0)).reason());
    assertEquals(1, rig.runtime.containers().size(), "those before it are removed");
  }

  @Test
  void whatTheAgentCannotHonourIsRefusedVisibly() {
    rig.start();
    String frame =
        Payloads.message("m1", rig.plane.instance(), task("t1", container("app")))
            .replace("\"image\"", "\"secrets\":[{\"name\":\"S\"}],\"dependsOn\":[],\"image\"");
    rig.plane.acs().say(frame);
    rig.loop.settle();
    assertEquals(List.of("STOPPED"), rig.plane.statuses());
    assertEquals(
        "UnrecogniedTaskError: Error loading task - this agent doesn't support yet:"
            + " containers.secrets",
        report(0).reason());
  }

  @Test
  void reportsWaitForAControlPlaneThatIsAwayAndKeepTheirOrder() {
    rig.start().place(task("t1", container("app")), task("t2", container("two")));
    assertEquals(2, rig.plane.reports.size());
    rig.plane.away = true;
    rig.runtime.exit(rig.container("app").id(), 1);
    rig.loop.pass(Duration.ofHours(5));
    assertEquals(2, rig.plane.reports.size());
    assertEquals(2, rig.runtime.containers().size(), "kept until the end is known");
    assertTrue(rig.plane.calls < 5_000, "calls in five hours: " + rig.plane.calls);
    rig.plane.away = false;
    rig.loop.pass(Duration.ofMinutes(3));
    assertEquals(List.of("RUNNING", "RUNNING", "STOPPED"), rig.plane.statuses());
    assertEquals(1, rig.runtime.containers().size());
  }

  @Test
  void anInvalidReportIsDroppedAndAnotherRefusalIsNot() {
    rig.start();
    rig.plane.refuseReports = new Refusal("ClientException", "not now", 400);
    rig.place(task("t1", container("app")));
    rig.loop.pass(Duration.ofMinutes(10));
    assertTrue(rig.plane.calls < 60, "calls in ten minutes: " + rig.plane.calls);
    rig.plane.refuseReports = new Refusal("InvalidParameterException", "never", 400);
    rig.loop.pass(Duration.ofMinutes(1));
    rig.plane.refuseReports = null;
    rig.runtime.kill(rig.container("app").id());
    rig.loop.pass(Duration.ofSeconds(1));
    assertEquals(List.of("STOPPED"), rig.plane.statuses());
  }

  @Test
  void thatItWasForItsMemoryMayBeSaidAfterTheEnd() {
    rig.start().place(task("t1", container("app")));
    String app = rig.container("app").id();
    rig.plane.reports.clear();
    rig.runtime.kill(app);
    rig.loop.settle();
    assertEquals(List.of(), rig.plane.statuses(), "the engine may have more to say");
    rig.runtime.sayForMemory(app);
    rig.loop.pass(Duration.ofSeconds(1));
    assertEquals(List.of("STOPPED"), rig.plane.statuses());
    assertEquals(
        "OutOfMemoryError: Container killed due to memory usage", only(report(0)).reason());
  }

  @Test
  void aRestartedAgentTakesUpWhatRunsAndTellsWhatEnded() {
    rig.start().place(task("t1", container("app")), task("t2", container("two")));
    String app = rig.container("app").id();
    rig.agent.close();
    rig.loop.settle();
    rig.runtime.exit(rig.container("two").id(), 9);
    rig.plane.reports.clear();
    rig.restart();
    assertEquals(List.of("app"), rig.running());
    assertEquals(app, rig.container("app").id());
    assertEquals(List.of("RUNNING", "STOPPED"), rig.plane.statuses());
    assertEquals(9, only(report(1)).exitCode());
    assertEquals(rig.plane.instance(), rig.plane.registrations.getLast().containerInstanceArn());
    rig.runtime.kill(app);
    rig.loop.pass(Duration.ofSeconds(1));
    assertEquals("STOPPED", report(2).status());
  }

  @Test
  void aTaskWhoseContainersVanishedWhileAwayIsOver() throws Exception {
    rig.start().place(task("t1", container("app")));
    rig.agent.close();
    rig.loop.settle();
    rig.runtime.remove(rig.container("app").id());
    rig.plane.reports.clear();
    rig.restart();
    assertEquals(List.of("STOPPED"), rig.plane.statuses());
    assertEquals(List.of(), rig.runtime.containers());
  }

  @Test
  void anAcceptedTaskThatHadNothingYetIsBegunByTheNextAgent() {
    rig.runtime.away(false);
    rig.runtime.failPulls("app:1", new EngineFault(Kind.REFUSED, "try again"));
    rig.start().place(task("t1", container("app")));
    rig.runtime.heal();
    rig.restart();
    assertEquals(List.of("app"), rig.running());
  }

  @Test
  void aTaskStopsAsSoonAsTheEngineIsBack() {
    var task = task("t1", container("app"));
    rig.start().place(task);
    rig.runtime.away(true);
    rig.place(stopped(task));
    rig.loop.pass(Duration.ofHours(1));
    assertEquals(List.of("RUNNING"), rig.plane.statuses());
    rig.runtime.away(false);
    rig.loop.settle();
    assertEquals(List.of("RUNNING", "STOPPED"), rig.plane.statuses());
  }

  @Test
  void anEngineThatIsAwayKillsNobody() {
    rig.start().place(task("t1", container("app")));
    rig.runtime.away(true);
    rig.place(task("t2", container("two")));
    rig.loop.pass(Duration.ofHours(1));
    assertEquals(List.of("RUNNING"), rig.plane.statuses());
    rig.runtime.exit(rig.container("app").id(), 4);
    rig.runtime.away(false);
    rig.loop.pass(Duration.ofSeconds(20));
    assertEquals(3, rig.plane.reports.size());
    assertEquals(List.of("two"), rig.running());
  }

  @Test
  void stoppingAllLeavesNothing() {
    rig.start().place(task("t1", container("app")), task("t2", container("two")));
    var gone = rig.agent.stopTasks();
    rig.loop.settle();
    assertTrue(gone.isDone());
    assertEquals(List.of(), rig.runtime.containers());
    assertEquals(List.of("RUNNING", "RUNNING", "STOPPED", "STOPPED"), rig.plane.statuses());
    assertFalse(rig.checkpoint.load().keySet().stream().anyMatch(k -> k.startsWith("task-")));
  }

  @Test
  void onlySoManyStoppedTasksAreKept() {
    rig.start();
    for (int i = 0; i < 250; i++) {
      rig.place(task("t" + i, container("app" + i)));
      rig.runtime.exit(rig.container("app" + i).id(), 0);
      rig.loop.settle();
    }
    assertEquals(200, rig.runtime.containers().size());
  }

  @Test
  void statusSaysWhatRuns() throws Exception {
    rig.start().place(task("t1", container("app")));
    var asked = rig.agent.status();
    rig.loop.settle();
    AgentStatus status = asked.get();
    assertTrue(status.connected());
    assertEquals(rig.plane.instance(), status.containerInstance());
    assertEquals("RUNNING", status.tasks().getFirst().lastStatus());
  }
}
