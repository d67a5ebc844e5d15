package argosy.agent.task;

import static argosy.agent.Payloads.checked;
import static argosy.agent.Payloads.container;
import static argosy.agent.Payloads.task;
import static argosy.agent.Payloads.waiting;
import static org.junit.jupiter.api.Assertions.assertEquals;

import argosy.agent.runtime.Container;
import argosy.agent.runtime.Container.Health;
import argosy.agent.runtime.Container.Phase;
import argosy.wire.acs.PayloadTask.Dependency;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DependenciesTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private static Container found(Phase phase, @Nullable Integer exitCode, Health health) {
    Instant end = phase == Phase.STOPPED ? NOON : null;
    return new Container(
        "id", "db", phase, exitCode, false, "", NOON, end, health, null, List.of(), Map.of());
  }

  /// `web` waits for `db`, which is like this.
  private static TaskState at(String condition, String db) {
    TaskState task =
        TaskState.of(
            task(
                "t",
                waiting(container("web"), new Dependency("db", condition)),
                checked(container("db", false), 60)),
            "host",
            false);
    return switch (db) {
      case "pending" -> task;
      case "starting" -> seen(task, found(Phase.RUNNING, null, Health.UNKNOWN));
      case "unhealthy" -> seen(task, found(Phase.RUNNING, null, Health.UNHEALTHY));
      case "healthy" -> seen(task, found(Phase.RUNNING, null, Health.HEALTHY));
      case "failed" -> seen(task, found(Phase.STOPPED, 1, Health.HEALTHY));
      case "succeeded" -> seen(task, found(Phase.STOPPED, 0, Health.HEALTHY));
      default -> task.with("db", c -> c.stopped(null, "CannotPullContainerError: no"));
    };
  }

  private static TaskState seen(TaskState task, Container container) {
    return Observation.seen(task, "db", container);
  }

  /// Each condition with everything that the other container may be: may start, waits, or never.
  @ParameterizedTest
  @CsvSource({
    "START,    waits, start, start, start, start, start, never",
    "COMPLETE, waits, waits, waits, waits, start, start, never",
    "SUCCESS,  waits, waits, waits, waits, never, start, never",
    "HEALTHY,  waits, waits, waits, start, never, never, never",
  })
  void everyConditionMeetsEveryState(
      String condition,
      String pending,
      String starting,
      String unhealthy,
      String healthy,
      String failed,
      String succeeded,
      String neverRan) {
    assertEquals(pending, answer(at(condition, "pending")));
    assertEquals(starting, answer(at(condition, "starting")));
    assertEquals(unhealthy, answer(at(condition, "unhealthy")));
    assertEquals(healthy, answer(at(condition, "healthy")));
    assertEquals(failed, answer(at(condition, "failed")));
    assertEquals(succeeded, answer(at(condition, "succeeded")));
    assertEquals(neverRan, answer(at(condition, "never ran")));
  }

  private static String answer(TaskState task) {
    boolean met = Dependencies.met(task, task.container("web"));
    boolean never = Dependencies.hopeless(task, NOON).isPresent();
    return met ? "start" : never ? "never" : "waits";
  }

  @Test
  void aDeadlineCountsFromTheStartOfTheOther() {
    TaskState starting = at("HEALTHY", "starting");
    assertEquals(Optional.of(NOON.plusSeconds(60)), Dependencies.deadline(starting, NOON));
    assertEquals(
        Optional.empty(), Dependencies.hopeless(starting, NOON.plusSeconds(60).minusNanos(1)));
    assertEquals(
        Optional.of(
            "Container dependency not met: 'web' waits for 'db' to reach HEALTHY, but 'db' didn't"
                + " within its startTimeout of 60 seconds."),
        Dependencies.hopeless(starting, NOON.plusSeconds(60)));
    for (String db : List.of("pending", "healthy")) {
      assertEquals(Optional.empty(), Dependencies.deadline(at("HEALTHY", db), NOON), db);
    }
    assertEquals(Optional.empty(), Dependencies.deadline(at("START", "starting"), NOON));
  }

  @Test
  void containersStopBeforeThoseThatTheyWaitedFor() {
    TaskState both = at("START", "healthy").with("web", c -> c.created("web").running(List.of()));
    List<Step> first = NextSteps.next(both.stopWanted().settled(NOON), NOON);
    assertEquals(
        List.of(new Step.Stop("web", "web", NextSteps.STOP_TIMEOUT)),
        first.stream().filter(Step.Stop.class::isInstance).toList());
  }
}
