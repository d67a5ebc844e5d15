package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/// The server dies and comes back: no container notices, nothing that was acknowledged is lost,
/// nothing runs twice, and what happened meanwhile is told.
class KillTest {
  /// From the server's word that it is ready to true states.
  private static final Duration TRUE_MAX = Duration.ofSeconds(10);

  private static Argosy argosy;
  private static Clients aws;

  @BeforeAll
  static void start() throws Exception {
    argosy = Argosy.start();
    argosy.awaitHost();
    aws = argosy.clients();
  }

  @AfterEach
  void stopTasks() throws Exception {
    argosy.up();
    argosy.awaitHost();
    aws.stopAll();
  }

  @AfterAll
  static void clear() throws Exception {
    argosy.close();
  }

  @Test
  void noContainerNoticesAndEverythingAcknowledgedIsThere() throws Exception {
    String cluster = aws.ecs().createCluster(it -> it.clusterName("kept")).cluster().clusterArn();
    List<Task> tasks = run(10);
    Map<String, String> starts = Docker.starts(ids(tasks));
    assertEquals(10, starts.size());
    String definition = aws.register(Definitions.of("kept", Definitions.webserver(0)));

    argosy.crash();
    assertEquals(starts, Docker.starts(ids(tasks)));
    argosy.up();
    assertTrue(aws.ecs().listClusters().clusterArns().contains(cluster));
    assertTrue(aws.ecs().listTaskDefinitions().taskDefinitionArns().contains(definition));
    assertEquals(arns(tasks), arns(aws.describe(arns(tasks))));
    argosy.awaitHost(TRUE_MAX);
    assertEquals(10, aws.running(tasks).size());
    assertEquals(ids(tasks), ids(aws.describe(arns(tasks))));
    assertEquals(starts, Docker.starts(argosy.containers()));

    // The old tasks are as good as new ones.
    Task last = tasks.getLast();
    assertTrue(
        Pages.read(last.containers().getFirst().networkBindings().getFirst())
            .contains(ids(List.of(last)).getFirst().substring(0, 12)));
    assertEquals(0, aws.stop(last).containers().getFirst().exitCode());
    starts.remove(ids(List.of(last)).getFirst());
    assertEquals(starts, Docker.starts(argosy.containers()));
  }

  @Test
  void whatEndedWhileTheServerWasAwayIsToldAfterwards() throws Exception {
    List<Task> tasks = run(4);
    List<String> ids = ids(tasks);
    argosy.crash();
    Docker.run("kill", ids.get(0)).well();
    Docker.run("stop", ids.get(1)).well();
    Docker.run("rm", "--force", ids.get(2)).well();
    argosy.up();
    Await.until(
        TRUE_MAX,
        "three tasks have stopped",
        () ->
            aws.describe(arns(tasks)).stream()
                    .filter(task -> task.lastStatus().equals("STOPPED"))
                    .count()
                == 3);
    for (Task task : tasks.subList(0, 3)) {
      assertEquals(TaskStopCode.ESSENTIAL_CONTAINER_EXITED, aws.describe(task).stopCode());
    }
    assertEquals(137, exitCode(tasks.get(0)));
    assertEquals(0, exitCode(tasks.get(1)));
    assertEquals("RUNNING", aws.describe(tasks.get(3)).lastStatus());
    assertEquals(List.of(ids.get(3)), List.copyOf(Docker.starts(argosy.containers()).keySet()));
  }

  private static Integer exitCode(Task task) {
    return aws.describe(task).containers().getFirst().exitCode();
  }

  @Test
  void aStopAskedForRightBeforeIsCarriedOutAfterwards() throws Exception {
    Task task = run(1).getFirst();
    aws.ecs().stopTask(it -> it.task(task.taskArn()).reason("before the end"));
    argosy.crash();
    argosy.up();
    Await.until(
        TRUE_MAX, "the task stops", () -> aws.describe(task).lastStatus().equals("STOPPED"));
    assertEquals(TaskStopCode.USER_INITIATED, aws.describe(task).stopCode());
    assertEquals("before the end", aws.describe(task).stoppedReason());
    assertEquals(0, exitCode(task));
    assertFalse(Docker.runs(ids(List.of(task)).getFirst()));
  }

  @Test
  void whatWasAskedForRightBeforeRunsAfterwardsAndOnce() throws Exception {
    String arn = aws.register(Definitions.of("once", Definitions.webserver(0)));
    List<Task> asked = aws.run(it -> it.taskDefinition(arn).count(5));
    argosy.crash();
    argosy.up();
    Await.until(
        TRUE_MAX,
        "all five run",
        () ->
            aws.describe(arns(asked)).stream()
                .allMatch(task -> task.lastStatus().equals("RUNNING")));
    List<Task> running = aws.describe(arns(asked));
    assertEquals(
        ids(running).stream().sorted().toList(),
        argosy.containers().stream().sorted().filter(ids(running)::contains).toList());
    assertEquals(5, Docker.starts(argosy.containers()).size());
  }

  @Test
  void aCleanStopLeavesTasksRunning() throws Exception {
    List<Task> tasks = run(2);
    Map<String, String> starts = Docker.starts(ids(tasks));
    assertTrue(argosy.run("down").well().out().contains("its tasks run on"));
    assertEquals(starts, Docker.starts(ids(tasks)));
    argosy.up();
    argosy.awaitHost(TRUE_MAX);
    assertEquals(ids(tasks), ids(aws.running(tasks)));
    assertEquals(starts, Docker.starts(argosy.containers()));
  }

  private static List<Task> run(int count) {
    String arn = aws.register(Definitions.of("survivor", Definitions.webserver(0)));
    return aws.running(aws.run(it -> it.taskDefinition(arn).count(count)));
  }

  private static List<String> arns(List<Task> tasks) {
    return tasks.stream().map(Task::taskArn).toList();
  }

  private static List<String> ids(List<Task> tasks) {
    return tasks.stream().map(task -> task.containers().getFirst().runtimeId()).toList();
  }
}
