package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.ecs.model.ContainerCondition;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerDependency;
import software.amazon.awssdk.services.ecs.model.HealthStatus;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/// Containers that wait for each other, and what their health checks find.
@ExtendWith(SharedArgosy.class)
class OrderTest {
  /// The shortest interval that ECS takes is 5 seconds.
  private static final Duration CHECKED_MAX = Duration.ofSeconds(20);

  private final Clients aws;

  OrderTest(Clients aws) {
    this.aws = aws;
  }

  @Test
  void containersStartAndStopInTheirOrder() throws Exception {
    Task task =
        aws.running(
            aws.run(
                Definitions.of(
                    "ordered",
                    Definitions.shell("web", Definitions.STAY)
                        .dependsOn(
                            on("init", ContainerCondition.SUCCESS),
                            on("db", ContainerCondition.START)),
                    Definitions.shell("init", "exit 0").essential(false),
                    Definitions.shell("db", Definitions.STAY))));
    assertFalse(at(task, "web", "StartedAt").isBefore(at(task, "init", "FinishedAt")));
    assertFalse(at(task, "web", "StartedAt").isBefore(at(task, "db", "StartedAt")));
    assertEquals(0, Clients.container(task, "init").exitCode());
    Task stopped = aws.stop(task);
    assertFalse(at(stopped, "db", "FinishedAt").isBefore(at(stopped, "web", "FinishedAt")));
  }

  @Test
  void healthIsWaitedForAndTold() throws Exception {
    Task task =
        aws.run(
            Definitions.of(
                "healthy",
                Definitions.shell("web", Definitions.STAY)
                    .dependsOn(on("db", ContainerCondition.HEALTHY)),
                checked("db", "touch /tmp/up; " + Definitions.STAY)));
    Task runs = aws.running(task);
    awaitHealth(runs, HealthStatus.HEALTHY);
    assertEquals(HealthStatus.HEALTHY, Clients.container(aws.describe(task), "db").healthStatus());
    assertEquals(HealthStatus.UNKNOWN, Clients.container(aws.describe(task), "web").healthStatus());
    String db = Clients.container(runs, "db").runtimeId();
    assertEquals("", Docker.inside(db, "rm /tmp/up"));
    awaitHealth(runs, HealthStatus.UNHEALTHY);
    assertTrue(Docker.runs(db), "ECS stops unhealthy tasks of services only");
  }

  @Test
  void aDependencyThatFailsStopsTheTaskAndNamesBoth() {
    Task task =
        aws.stopped(
            aws.run(
                Definitions.of(
                    "failing",
                    Definitions.shell("web", Definitions.STAY)
                        .dependsOn(on("init", ContainerCondition.SUCCESS)),
                    Definitions.shell("init", "exit 3").essential(false))));
    assertEquals(TaskStopCode.TASK_FAILED_TO_START, task.stopCode());
    assertEquals(
        "Container dependency not met: 'web' waits for 'init' to reach SUCCESS, but 'init' ended"
            + " with exit code 3.",
        task.stoppedReason());
  }

  @Test
  void aStartTimeoutEndsTheWait() {
    Task task =
        aws.stopped(
            aws.run(
                Definitions.of(
                    "late",
                    Definitions.shell("web", Definitions.STAY)
                        .dependsOn(on("db", ContainerCondition.HEALTHY)),
                    checked("db", Definitions.STAY).startTimeout(2))));
    assertEquals(TaskStopCode.TASK_FAILED_TO_START, task.stopCode());
    assertEquals(
        "Container dependency not met: 'web' waits for 'db' to reach HEALTHY, but 'db' didn't"
            + " within its startTimeout of 2 seconds.",
        task.stoppedReason());
  }

  private void awaitHealth(Task task, HealthStatus wanted) throws Exception {
    Await.until(CHECKED_MAX, wanted.toString(), () -> aws.describe(task).healthStatus() == wanted);
  }

  /// Healthy as long as it has a file `/tmp/up`.
  private static ContainerDefinition.Builder checked(String name, String script) {
    return Definitions.shell(name, script)
        .healthCheck(check ->
            check.command("CMD-SHELL", "test -f /tmp/up").interval(5).timeout(2).retries(1));
  }

  private static ContainerDependency on(String name, ContainerCondition condition) {
    return ContainerDependency.builder().containerName(name).condition(condition).build();
  }

  private static Instant at(Task task, String name, String moment) throws Exception {
    String id = Clients.container(task, name).runtimeId();
    return Instant.parse(Docker.inspect(id).at("/State/" + moment).asString());
  }
}
