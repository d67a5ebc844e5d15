package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/// Exit codes, stop codes and reasons of tasks that end, each in its way.
@ExtendWith(SharedArgosy.class)
class HowTasksEndTest {
  private static final Duration SEEN_MAX = Duration.ofSeconds(2);

  private final Clients aws;

  HowTasksEndTest(Clients aws) {
    this.aws = aws;
  }

  @Test
  void anEssentialContainerTakesTheTaskWithIt() {
    Task task =
        aws.stopped(
            aws.run(
                Definitions.of(
                    "essential",
                    Definitions.shell("short", "exit 3"),
                    Definitions.shell("long", Definitions.STAY))));
    assertEquals(TaskStopCode.ESSENTIAL_CONTAINER_EXITED, task.stopCode());
    assertEquals("Essential container in task exited", task.stoppedReason());
    assertNotNull(task.executionStoppedAt());
    assertEquals(3, Clients.container(task, "short").exitCode());
    assertEquals("STOPPED", Clients.container(task, "long").lastStatus());
  }

  @Test
  void aContainerThatIsNotEssentialEndsAlone() throws Exception {
    Task task =
        aws.running(
            aws.run(
                Definitions.of(
                    "sidecar",
                    Definitions.shell("short", "exit 4").essential(false),
                    Definitions.shell("long", Definitions.STAY))));
    Await.until(
        Services.PATIENCE,
        "the end of the short container is told",
        () -> Clients.container(aws.describe(task), "short").lastStatus().equals("STOPPED"));
    Task after = aws.describe(task);
    assertEquals("RUNNING", after.lastStatus());
    assertEquals(4, Clients.container(after, "short").exitCode());
    assertTrue(Docker.runs(Clients.container(after, "long").runtimeId()));
  }

  @Test
  void aTaskWhoseOneContainerEndsWellHasExitCodeZero() {
    Task task = aws.stopped(aws.run(Definitions.of("job", Definitions.shell("job", "exit 0"))));
    assertEquals(TaskStopCode.ESSENTIAL_CONTAINER_EXITED, task.stopCode());
    assertEquals(0, Clients.container(task, "job").exitCode());
  }

  @Test
  void aContainerThatIgnoresTermIsKilledWhenItsTimeIsOver() {
    Task task =
        aws.running(
            aws.run(
                Definitions.of(
                    "stubborn",
                    Definitions.shell("stubborn", "trap '' TERM; while :; do sleep 1; done"))));
    Task stopped = aws.stop(task);
    assertEquals(137, Clients.container(stopped, "stubborn").exitCode());
    Duration took = Duration.between(stopped.stoppingAt(), stopped.stoppedAt());
    assertTrue(took.compareTo(Duration.ofSeconds(2)) >= 0, "its 2 s: " + took);
    assertTrue(took.compareTo(Duration.ofSeconds(8)) < 0, "soon after: " + took);
  }

  @Test
  void aContainerThatHeedsTermEndsAtOnceWithItsOwnCode() throws Exception {
    Task task =
        aws.running(
            aws.run(
                Definitions.of(
                    "polite", Definitions.shell("polite", Definitions.hears(9)).stopTimeout(30))));
    Definitions.awaitHearing(task);
    Task stopped = aws.stop(task);
    assertEquals(9, Clients.container(stopped, "polite").exitCode());
    Duration took = Duration.between(stopped.stoppingAt(), stopped.stoppedAt());
    assertTrue(took.compareTo(Duration.ofSeconds(10)) < 0, took.toString());
    assertEquals(TaskStopCode.USER_INITIATED, stopped.stopCode());
    assertEquals("Task stopped by user", stopped.stoppedReason());
  }

  @Test
  void aContainerThatIsKilledFromOutsideShowsWithinTwoSeconds() throws Exception {
    assertEndShows("killed", "kill", 137);
  }

  @Test
  void aContainerThatIsRemovedFromOutsideShowsWithinTwoSeconds() throws Exception {
    assertEndShows("removed", "rm --force", 137);
  }

  private void assertEndShows(String family, String verb, int exitCode) throws Exception {
    Task task = aws.running(aws.run(Definitions.of(family, Definitions.webserver(0))));
    String id = task.containers().getFirst().runtimeId();
    Docker.run((verb + " " + id).split(" ")).well();
    Await.until(
        SEEN_MAX,
        "the end that came from outside shows",
        () -> aws.describe(task).lastStatus().equals("STOPPED"));
    Task stopped = aws.describe(task);
    assertEquals(TaskStopCode.ESSENTIAL_CONTAINER_EXITED, stopped.stopCode());
    assertEquals("Essential container in task exited", stopped.stoppedReason());
    assertEquals(exitCode, stopped.containers().getFirst().exitCode());
  }

  @Test
  void aContainerThatUsesTooMuchMemoryIsSaidToHaveDoneSo() throws Exception {
    String definition =
        aws.register(
            Definitions.of("greedy", Definitions.shell("greedy", "tail /dev/zero").memory(16)));
    // On a busy machine Docker loses the kernel's word now and then, and so nobody knows why.
    Container greedy =
        Await.some(
            Services.PATIENCE,
            "one of which Docker says why",
            () -> Optional.of(ended(definition)).filter(it -> it.reason() != null));
    assertEquals("OutOfMemoryError: Container killed due to memory usage", greedy.reason());
  }

  private Container ended(String definition) {
    Task task = aws.stopped(aws.run(it -> it.taskDefinition(definition)).getFirst());
    Container greedy = Clients.container(task, "greedy");
    assertEquals(137, greedy.exitCode());
    return greedy;
  }

  @Test
  void stoppingAStoppedTaskIsNoError() {
    Task task = aws.stopped(aws.run(Definitions.of("over", Definitions.shell("over", "exit 6"))));
    Task again = aws.ecs().stopTask(it -> it.task(task.taskArn()).reason("too late")).task();
    assertEquals("STOPPED", again.lastStatus());
    assertEquals("Essential container in task exited", again.stoppedReason());
  }
}
