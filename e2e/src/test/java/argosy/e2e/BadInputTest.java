package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/// Definitions that can't be what was meant: ECS's own error or reason, in words that say what to
/// do, and nothing half done.
@ExtendWith(SharedArgosy.class)
class BadInputTest {
  private final Argosy argosy;
  private final Clients aws;

  BadInputTest(Argosy argosy, Clients aws) {
    this.argosy = argosy;
    this.aws = aws;
  }

  @Test
  void aFileThatIsNotJsonIsNotRun(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("broken.json"), "{\"family\": \"broken\",");
    List<String> before = aws.ecs().listTaskDefinitions().taskDefinitionArns();
    Ran run = argosy.run("run", file.toString());
    assertEquals(1, run.exitCode());
    assertTrue(run.err().contains(file + " is no task definition: "), run.toString());
    assertFalse(run.err().contains("\tat "), "no stack trace: " + run);
    assertEquals(before, aws.ecs().listTaskDefinitions().taskDefinitionArns());
  }

  @Test
  void aDefinitionWithoutContainersIsRefused() {
    assertNotRegistered(
        RegisterTaskDefinitionRequest.builder().family("empty").build(),
        "Container list cannot be empty.");
  }

  @Test
  void aDefinitionThatContradictsItselfIsRefused() {
    assertNotRegistered(
        Definitions.of("linked", Definitions.webserver(0).links("nobody")), "'nobody'");
    assertNotRegistered(
        Definitions.of(
            "mounts", Definitions.webserver(0).mountPoints(Definitions.mount("nothing", "/x"))),
        "Unknown volume 'nothing'");
    assertNotRegistered(
        Definitions.of("no-memory", Definitions.webserver(0).memory(null)),
        "At least one of 'memory' or 'memoryReservation' must be specified.");
  }

  private void assertNotRegistered(RegisterTaskDefinitionRequest definition, String words) {
    List<String> before = aws.ecs().listTaskDefinitions().taskDefinitionArns();
    var refused =
        assertThrows(ClientException.class, () -> aws.ecs().registerTaskDefinition(definition));
    String message = refused.awsErrorDetails().errorMessage();
    assertTrue(message.contains(words), message);
    assertEquals(400, refused.statusCode());
    assertEquals(before, aws.ecs().listTaskDefinitions().taskDefinitionArns());
  }

  @Test
  void anImageThatNobodyHasStopsTheTaskWithItsNameAndTheCause() throws Exception {
    Task task =
        aws.stopped(
            aws.run(
                Definitions.of(
                    "lost", Definitions.small("lost", "argosy/there-is-no-such-image:1"))));
    assertEquals(TaskStopCode.TASK_FAILED_TO_START, task.stopCode());
    assertTrue(
        task.stoppedReason()
            .startsWith("CannotPullContainerError: pull of argosy/there-is-no-such-image:1 from "),
        task.stoppedReason());
    assertTrue(task.stoppedReason().length() > 100, "with a cause: " + task.stoppedReason());
    Container lost = task.containers().getFirst();
    assertNull(lost.exitCode());
    assertNull(lost.runtimeId());
    assertEquals(task.stoppedReason(), lost.reason());
    assertNull(task.startedAt());
    assertTrue(
        Duration.between(task.createdAt(), task.stoppedAt()).compareTo(Duration.ofSeconds(30)) < 0);
    assertEquals(List.of(), Docker.labelled("com.amazonaws.ecs.task-arn=" + task.taskArn()));
  }

  @Test
  void aProgramThatIsNotInTheImageIsSaidSo() throws Exception {
    Task task =
        aws.stopped(
            aws.run(
                Definitions.of(
                    "no-program",
                    Definitions.small("wrong", "argosy/toolbox:1").entryPoint("/no/such"))));
    assertEquals(TaskStopCode.TASK_FAILED_TO_START, task.stopCode());
    assertTrue(
        task.stoppedReason().startsWith("CannotStartContainerError: "), task.stoppedReason());
    assertTrue(task.stoppedReason().contains("/no/such"), task.stoppedReason());
  }

  @Test
  void moreMemoryThanAnyHostHasFindsNoPlace() {
    String arn = aws.register(Definitions.of("giant", Definitions.webserver(0).memory(16_000_000)));
    assertNoPlace(arn, "RESOURCE:MEMORY", "needs 16000000 MiB of memory");
  }

  @Test
  void moreProcessorsThanAnyHostHasFindNoPlace() {
    String arn = aws.register(Definitions.of("greedy", Definitions.webserver(0).cpu(10_000_000)));
    assertNoPlace(arn, "RESOURCE:CPU", "needs 10000000 CPU units");
  }

  @Test
  void aPortThatAnotherTaskHasFindsNoPlace() throws Exception {
    int port = Argosy.freePort();
    String arn = aws.register(Definitions.of("port", Definitions.webserver(port)));
    Task first = aws.run(it -> it.taskDefinition(arn)).getFirst();
    assertNoPlace(arn, "RESOURCE:PORTS", "[" + port + "]");
    aws.stop(first);
    aws.running(aws.run(it -> it.taskDefinition(arn)));
  }

  private void assertNoPlace(String definition, String reason, String words) {
    List<String> before = aws.ecs().listTasks().taskArns();
    RunTaskResponse refused = aws.ecs().runTask(it -> it.taskDefinition(definition));
    assertEquals(List.of(), refused.tasks());
    Failure failure = refused.failures().getFirst();
    assertEquals(reason, failure.reason());
    assertTrue(failure.detail().contains(words), failure.detail());
    assertTrue(failure.arn().contains(":container-instance/"), failure.arn());
    assertEquals(before, aws.ecs().listTasks().taskArns());
  }

  @Test
  void aPortThatAnotherProgramHasStopsTheTaskWithTheCause() throws Exception {
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = other.getLocalPort();
      Task task = aws.stopped(aws.run(Definitions.of("taken", Definitions.webserver(port))));
      assertEquals(TaskStopCode.TASK_FAILED_TO_START, task.stopCode());
      assertTrue(
          task.stoppedReason().startsWith("CannotStartContainerError: "), task.stoppedReason());
      assertTrue(task.stoppedReason().contains(":" + port), task.stoppedReason());
      assertTrue(task.stoppedReason().contains("in use"), task.stoppedReason());
    }
  }

  @Test
  void tooManyTasksAtOnceAreRefusedWhole() {
    String arn = aws.register(Definitions.of("many", Definitions.webserver(0)));
    for (int count : new int[] {0, -1, 11}) {
      assertThrows(
          InvalidParameterException.class,
          () -> aws.ecs().runTask(it -> it.taskDefinition(arn).count(count)));
    }
    assertEquals(List.of(), aws.ecs().listTasks().taskArns());
  }

  @Test
  void anOverrideOfAContainerThatIsNotThereIsRefused() {
    String arn = aws.register(Definitions.of("overrides", Definitions.webserver(0)));
    var override = ContainerOverride.builder().name("nobody").command("x").build();
    var refused =
        assertThrows(
            InvalidParameterException.class,
            () ->
                aws.ecs()
                    .runTask(it ->
                        it.taskDefinition(arn).overrides(o -> o.containerOverrides(override))));
    String message = refused.awsErrorDetails().errorMessage();
    assertTrue(message.contains("nobody"), message);
    assertEquals(List.of(), aws.ecs().listTasks().taskArns());
  }

  @Test
  void aClusterInUseIsNotDeleted() throws Exception {
    aws.running(aws.run(Definitions.of("in-use", Definitions.webserver(0))));
    assertThrows(
        software.amazon.awssdk.services.ecs.model.ClusterContainsContainerInstancesException.class,
        () -> aws.ecs().deleteCluster(it -> it.cluster("default")));
    assertEquals("ACTIVE", aws.ecs().describeClusters().clusters().getFirst().status());
  }
}
