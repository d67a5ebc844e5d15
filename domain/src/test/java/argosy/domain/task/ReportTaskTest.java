package argosy.domain.task;

import static argosy.domain.Fixtures.NOON;
import static argosy.domain.Fixtures.accepted;
import static argosy.domain.Fixtures.after;
import static argosy.domain.Fixtures.instance;
import static argosy.domain.Fixtures.picture;
import static argosy.domain.Fixtures.refused;
import static argosy.domain.Fixtures.task;
import static argosy.domain.TaskBuilder.aTask;
import static argosy.domain.task.Reports.because;
import static argosy.domain.task.Reports.container;
import static argosy.domain.task.Reports.report;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import argosy.domain.error.EcsError;
import argosy.domain.state.Change;
import argosy.domain.state.Effect;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.NetworkBinding;

/// The sequences of reports that agents send, and what they mean.
class ReportTaskTest {
  private static final Stop EXITED =
      new Stop(StopCode.ESSENTIAL_CONTAINER_EXITED, "Essential container in task exited");
  private static final List<Effect> TELL =
      List.of(new Effect.TellAgent(instance("i1"), task("t1")));
  private static final NetworkBinding PORT =
      NetworkBinding.builder()
          .bindIP("0.0.0.0")
          .containerPort(80)
          .hostPort(32_768)
          .protocol("tcp")
          .build();

  @Test
  void aTaskRunsAndStops() {
    Picture picture = picture(aTask().build());
    Instant pulling = NOON.minusSeconds(2);
    Instant pulled = NOON.minusSeconds(1);
    Instant ended = NOON.plusSeconds(29);

    picture =
        told(picture, report("PENDING", container("web", "PENDING").imageDigest("sha256:1")), 0);
    Task pending = only(picture);
    assertEquals(TaskStatus.PENDING, pending.last());
    assertEquals("sha256:1", pending.containers().getFirst().imageDigest());
    assertEquals(NOON, pending.times().connectedAt());

    var running =
        new TaskReport(
            task("t1"),
            "RUNNING",
            "",
            List.of(container("web", "RUNNING").runtimeId("abc").networkBindings(PORT).build()),
            pulling,
            pulled,
            null);
    picture = told(picture, running, 10);
    Task runs = only(picture);
    assertEquals(TaskStatus.RUNNING, runs.last());
    assertEquals(
        new ContainerState(
            "web",
            "c-web",
            true,
            ContainerState.Status.RUNNING,
            null,
            null,
            "abc",
            "sha256:1",
            List.of(PORT),
            null),
        runs.containers().getFirst());

    var stopped =
        new TaskReport(
            task("t1"),
            "STOPPED",
            "",
            List.of(container("web", "STOPPED").exitCode(3).build()),
            null,
            null,
            ended);
    picture = told(picture, stopped, 30);
    Task over = only(picture);
    assertEquals(TaskStatus.STOPPED, over.last());
    assertEquals(TaskStatus.STOPPED, over.desired());
    assertEquals(EXITED, over.stop());
    assertEquals(3, over.containers().getFirst().exitCode());
    assertEquals("abc", over.containers().getFirst().runtimeId());
    assertEquals(List.of(PORT), over.containers().getFirst().bindings());
    assertEquals(
        new Times(
            NOON,
            NOON,
            pulling,
            pulled,
            NOON.plusSeconds(10),
            NOON.plusSeconds(30),
            ended,
            NOON.plusSeconds(30)),
        over.times());
  }

  @Test
  void oneReportMaySayThatAContainerRanAndStopped() {
    Task over =
        reply(
            picture(aTask().build()),
            report(
                "STOPPED",
                container("web", "RUNNING").runtimeId("abc").exitCode(0),
                container("web", "STOPPED").exitCode(0)));
    assertEquals(TaskStatus.STOPPED, over.last());
    assertEquals(EXITED, over.stop());
    assertEquals(ContainerState.Status.STOPPED, over.containers().getFirst().last());
    assertEquals("abc", over.containers().getFirst().runtimeId());
  }

  @Test
  void whyTheAgentGaveUpOnARunningTaskIsTheTasksReason() {
    Task over =
        reply(
            picture(aTask().running().build()),
            because(
                "STOPPED", "what it shares is gone", container("web", "STOPPED").exitCode(137)));
    assertEquals(
        new Stop(StopCode.ESSENTIAL_CONTAINER_EXITED, "what it shares is gone"), over.stop());
  }

  @Test
  void theEndOfAnEssentialContainerStopsTheOthersOnce() {
    Picture picture = picture(aTask().essential("web").sidecar("log").running().build());
    var flush = report("RUNNING", container("web", "STOPPED").exitCode(1));
    var outcome = accepted(decide(picture, flush, 5));
    assertEquals(TELL, outcome.effects());
    Task stopping = outcome.reply();
    assertEquals(TaskStatus.STOPPING, stopping.last());
    assertEquals(TaskStatus.STOPPED, stopping.desired());
    assertEquals(EXITED, stopping.stop());
    assertEquals(NOON.plusSeconds(5), stopping.times().stoppingAt());
    assertNull(stopping.times().stoppedAt());

    Picture then = picture.apply(outcome.changes());
    var again = accepted(decide(then, report("RUNNING", container("log", "RUNNING")), 6));
    assertEquals(List.of(), again.effects(), "the agent was told");
    assertEquals(TaskStatus.STOPPING, again.reply().last());

    Task over = reply(then, report("STOPPED", container("log", "STOPPED").exitCode(137)));
    assertEquals(TaskStatus.STOPPED, over.last());
    assertEquals(EXITED, over.stop());
  }

  @Test
  void theEndOfAnotherContainerStopsNothing() {
    Picture picture = picture(aTask().essential("web").sidecar("init").running().build());
    var outcome =
        accepted(decide(picture, report("RUNNING", container("init", "STOPPED").exitCode(0)), 5));
    assertEquals(List.of(), outcome.effects());
    assertEquals(TaskStatus.RUNNING, outcome.reply().last());
    assertEquals(TaskStatus.RUNNING, outcome.reply().desired());
  }

  @Test
  void anEssentialContainerThatEndsBeforeTheTaskRunsStopsItToo() {
    Picture picture = picture(aTask().essential("web").essential("db").build());
    var outcome =
        accepted(decide(picture, report("PENDING", container("db", "STOPPED").exitCode(2)), 5));
    assertEquals(TELL, outcome.effects());
    assertEquals(EXITED, outcome.reply().stop());
  }

  @Test
  void aFailedPullIsToldInFull() {
    String reason =
        "CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to"
            + " resolve ref docker.io/library/nothing:latest: not found";
    Picture picture = picture(aTask().sidecar("log").essential("web").build());
    Task over =
        reply(
            picture,
            because(
                "STOPPED",
                "",
                container("log", "STOPPED").exitCode(0),
                container("web", "STOPPED").reason(reason)));
    assertEquals(new Stop(StopCode.TASK_FAILED_TO_START, reason), over.stop());
    assertNull(over.times().startedAt());
    assertEquals(reason, over.containers().get(1).reason());
    assertNull(over.containers().get(1).exitCode());
  }

  @Test
  void aContainerThatCouldNotStartFailsTheTaskThoughItHasAnExitCode() {
    String reason = "CannotStartContainerError: exec: \"nothing\": executable file not found";
    Task over =
        reply(
            picture(aTask().build()),
            report("STOPPED", container("web", "STOPPED").exitCode(127).reason(reason)));
    assertEquals(new Stop(StopCode.TASK_FAILED_TO_START, reason), over.stop());
  }

  @Test
  void whatTheAgentSaysOfTheTaskComesFirst() {
    String reason = "Task dependencies cannot be resolved, taskArn: t1";
    Task over =
        reply(
            picture(aTask().build()),
            because("STOPPED", reason, container("web", "STOPPED").reason("TaskStopped: x")));
    assertEquals(new Stop(StopCode.TASK_FAILED_TO_START, reason), over.stop());
  }

  @Test
  void anEndThatNobodyExplainsStillHasAReason() {
    Task over = reply(picture(aTask().build()), report("STOPPED"));
    assertEquals(new Stop(StopCode.TASK_FAILED_TO_START, "Task failed to start"), over.stop());
    assertEquals(ContainerState.Status.STOPPED, over.containers().getFirst().last());
  }

  @Test
  void aTaskThatAUserStoppedSaysSo() {
    Picture picture =
        picture(aTask().running().stopping(StopCode.USER_INITIATED, "new release").build());
    var outcome =
        accepted(decide(picture, report("STOPPED", container("web", "STOPPED").exitCode(143)), 5));
    assertEquals(new Stop(StopCode.USER_INITIATED, "new release"), outcome.reply().stop());
    assertEquals(143, outcome.reply().containers().getFirst().exitCode());
    assertEquals(List.of(), outcome.effects());
  }

  @Test
  void aLateReportOfRunningDoesNotReviveATask() {
    Picture stopping = picture(aTask().stopping(StopCode.USER_INITIATED, "enough").build());
    Task late = reply(stopping, report("RUNNING", container("web", "RUNNING")));
    assertEquals(TaskStatus.STOPPING, late.last());
    assertEquals(TaskStatus.STOPPED, late.desired());

    Picture stopped = picture(aTask().stoppedAt(NOON).build());
    var outcome =
        accepted(decide(stopped, report("RUNNING", container("web", "RUNNING").exitCode(9)), 5));
    assertEquals(List.of(), outcome.changes());
    assertEquals(only(stopped), outcome.reply());
  }

  @Test
  void aDoubledReportChangesNothing() {
    Picture picture = picture(aTask().essential("web").sidecar("log").build());
    for (TaskReport report :
        List.of(
            report("PENDING", container("web", "PENDING").imageDigest("sha256:1")),
            report("RUNNING", container("web", "RUNNING").networkBindings(PORT)),
            report("RUNNING", container("web", "STOPPED").exitCode(0)),
            report("STOPPED", container("log", "STOPPED").exitCode(0)))) {
      picture = told(picture, report, 1);
      Task once = only(picture);
      var again = accepted(decide(picture, report, 2));
      assertEquals(List.of(), again.changes(), report.toString());
      assertEquals(List.of(), again.effects(), report.toString());
      assertEquals(once, again.reply());
    }
  }

  @Test
  void aContainerThatTheTaskDoesNotHaveIsPassedOver() {
    Task task = reply(picture(aTask().build()), report("RUNNING", container("ghost", "STOPPED")));
    assertEquals(TaskStatus.RUNNING, task.last());
    assertEquals(TaskStatus.RUNNING, task.desired());
  }

  @Test
  void whyTheAgentGaveUpCountsMoreThanWhatItStopped() {
    Task task = aTask().essential("web").essential("db").build();
    var report =
        new TaskReport(
            task("t1"),
            "STOPPED",
            "Container dependency not met: …",
            List.of(
                container("db", "STOPPED").exitCode(143).build(),
                container("web", "STOPPED").build()),
            null,
            null,
            NOON);
    assertEquals(
        new Stop(StopCode.TASK_FAILED_TO_START, "Container dependency not met: …"),
        reply(picture(task), report).stop());
  }

  @Test
  void aReportOfAnUnknownTaskIsRefused() {
    EcsError error = refused(decide(picture(), report("RUNNING"), 0));
    assertEquals("InvalidParameterException", error.code());
    assertEquals("The task " + task("t1") + " is not known here.", error.message());
  }

  private static Outcome<Task> decide(Picture picture, TaskReport report, int seconds) {
    return ReportTask.decide(picture, report, NOON.plusSeconds(seconds));
  }

  private static Picture told(Picture picture, TaskReport report, int seconds) {
    return after(picture, decide(picture, report, seconds));
  }

  private static Task reply(Picture picture, TaskReport report) {
    var outcome = accepted(decide(picture, report, 60));
    assertEquals(List.of(new Change.Put(outcome.reply())), outcome.changes());
    return outcome.reply();
  }

  private static Task only(Picture picture) {
    return picture.find(Task.key(task("t1"))).orElseThrow();
  }
}
