package argosy.agent.task;

import static argosy.agent.Payloads.container;
import static argosy.agent.Payloads.stopped;
import static argosy.agent.Payloads.task;
import static argosy.agent.task.ContainerStatus.CREATED;
import static argosy.agent.task.ContainerStatus.NONE;
import static argosy.agent.task.ContainerStatus.PULLED;
import static argosy.agent.task.ContainerStatus.RUNNING;
import static argosy.agent.task.ContainerStatus.STOPPED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.agent.runtime.Runtime.Image;
import argosy.agent.task.ContainerState.Doing;
import argosy.wire.acs.PayloadTask;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class NextStepsTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final PayloadTask PAIR = task("t", container("web", "db"), container("db"));

  private static TaskState at(PayloadTask task, ContainerStatus... known) {
    TaskState state = TaskState.of(task, "host", task.pidMode() != null || task.ipcMode() != null);
    for (int i = 0; i < known.length; i++) {
      ContainerStatus reached = known[i];
      state = state.with(task.containers().get(i).name(), c -> at(c, reached));
    }
    return state.settled(NOON);
  }

  private static ContainerState at(ContainerState container, ContainerStatus reached) {
    ContainerState pulled = container.pulled(new Image("", List.of(), "", List.of()));
    ContainerState made = pulled.created("id-" + container.name());
    return switch (reached) {
      case NONE -> container;
      case PULLED -> pulled;
      case CREATED -> made;
      case RUNNING -> made.running(List.of());
      case STOPPED -> made.running(List.of()).stopped(0, "");
    };
  }

  /// What is done, without reports: `Start db`, `Stop web` …
  private static List<String> steps(TaskState state) {
    return NextSteps.next(state, NOON).stream()
        .map(step ->
            switch (step) {
              case Step.Pull(var name, _) -> "Pull " + name;
              case Step.Create(var name) -> "Create " + name;
              case Step.Start(var name, _) -> "Start " + name;
              case Step.Stop(var name, _, var timeout) ->
                  "Stop " + name + " " + timeout.toSeconds();
              case Step.Attach _ -> "Attach";
              case Step.Detach _ -> "Detach";
              case Step.Report _ -> "";
              case Step.Remove(var ids) -> "Remove " + ids;
            })
        .filter(text -> !text.isEmpty())
        .toList();
  }

  /// `web` links to `db`; both are essential.
  @ParameterizedTest
  @CsvSource({
    "NONE,    NONE,    Pull web+Pull db",
    "PULLED,  NONE,    Pull db",
    "NONE,    PULLED,  Pull web",
    "PULLED,  PULLED,  Create db",
    "PULLED,  CREATED, Create web",
    "CREATED, CREATED, Start db",
    "CREATED, RUNNING, Start web",
    "RUNNING, RUNNING, ''",
    "STOPPED, RUNNING, Stop db 30",
    "RUNNING, STOPPED, Stop web 30",
    "STOPPED, STOPPED, ''",
    "NONE,    STOPPED, ''",
  })
  void everyPairOfStatusesHasItsSteps(ContainerStatus web, ContainerStatus db, String expected) {
    List<String> wanted = expected.isEmpty() ? List.of() : List.of(expected.split("\\+"));
    assertEquals(wanted, steps(at(PAIR, web, db)));
  }

  @ParameterizedTest
  @CsvSource({
    "NONE,    NONE,    ''",
    "CREATED, CREATED, ''",
    "CREATED, RUNNING, Stop db 30",
    "RUNNING, RUNNING, Stop web 30",
    "STOPPED, RUNNING, Stop db 30",
  })
  void aTaskThatIsToStopStopsWhatRunsAndStartsNothing(
      ContainerStatus web, ContainerStatus db, String expected) {
    TaskState state = at(stopped(PAIR), web, db);
    assertEquals(expected.isEmpty() ? List.of() : List.of(expected), steps(state));
    assertTrue(state.containers().stream().allMatch(c -> c.known().atLeast(RUNNING)));
  }

  @ParameterizedTest
  @EnumSource(ContainerState.Doing.class)
  void nothingIsBegunForAContainerThatIsBusy(Doing doing) {
    for (ContainerStatus status : ContainerStatus.values()) {
      TaskState busy = at(PAIR, status, status).with("web", c -> c.doing(doing));
      busy = busy.with("db", c -> c.doing(doing)).settled(NOON);
      assertEquals(List.of(), steps(busy), "at " + status);
    }
  }

  @Test
  void whatIsUnderWayIsWaitedForExceptAPull() {
    TaskState pulling = at(PAIR, NONE, NONE).with("web", c -> c.doing(Doing.PULL)).stopWanted();
    assertTrue(pulling.settled(NOON).stopped());
    TaskState starting =
        at(PAIR, CREATED, RUNNING).with("web", c -> c.doing(Doing.START)).stopWanted();
    TaskState settled = starting.settled(NOON);
    assertEquals(CREATED, settled.container("web").known());
    assertEquals(List.of(), steps(settled));
  }

  @Test
  void aStatusNeverMovesLeft() {
    for (ContainerStatus from : ContainerStatus.values()) {
      ContainerState container = at(ContainerState.of(container("c"), "c"), from);
      for (ContainerState next :
          List.of(
              container.pulled(new Image("", List.of(), "", List.of())),
              container.created("id"),
              container.running(List.of()),
              container.stopped(1, ""))) {
        assertTrue(next.known().atLeast(from), from + " became " + next.known());
      }
    }
  }

  @Test
  void wantingOnlyGoesFromRunningToStopped() {
    TaskState stopping = at(PAIR, RUNNING, RUNNING).stopWanted();
    assertTrue(stopping.settled(NOON).stopping());
    assertEquals(NOON, stopping.settled(NOON).times().executionStopped());
  }

  @Test
  void runningIsReportedOnceAllRunAndTheEndOnceAllHaveStopped() {
    assertTrue(StateChange.due(at(PAIR, CREATED, RUNNING)).isEmpty());
    StateChange running = StateChange.due(at(PAIR, RUNNING, RUNNING)).orElseThrow();
    assertEquals("RUNNING", running.word());
    assertEquals(2, running.request().containers().size());
    StateChange ended = StateChange.due(at(PAIR, STOPPED, STOPPED)).orElseThrow();
    assertEquals("STOPPED", ended.word());
    assertTrue(StateChange.due(at(PAIR, RUNNING, PULLED).stopWanted()).isEmpty());
  }

  @Test
  void removalWaitsForItsTime() {
    TaskState told =
        at(PAIR, STOPPED, STOPPED)
            .told(
                new TaskState.Told(
                    "STOPPED", Map.of("web", "STOPPED", "db", "STOPPED"), false, NOON, false));
    assertEquals(List.of("Remove [id-web, id-db]"), steps(told));
    assertEquals(List.of(), NextSteps.next(told, NOON.minusMillis(1)));
    TaskState begun = NextSteps.begun(told, NextSteps.next(told, NOON), NOON);
    assertEquals(List.of(), steps(begun));
  }

  @Test
  void reasonsAreCutToWhatTheControlPlaneTakes() {
    TaskState failed = at(PAIR, NONE, NONE).with("web", c -> c.stopped(null, "x".repeat(5_000)));
    String reason =
        StateChange.due(failed.settled(NOON)).orElseThrow().request().containers().stream()
            .map(c -> Objects.requireNonNullElse(c.reason(), ""))
            .reduce("", String::concat);
    assertEquals(1024, reason.length());
  }

  @Test
  void pulledComesBeforeCreated() {
    assertTrue(CREATED.atLeast(PULLED) && STOPPED.atLeast(RUNNING));
  }
}
