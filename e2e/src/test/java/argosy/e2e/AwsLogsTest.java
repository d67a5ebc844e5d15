package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Task;
import tools.jackson.databind.JsonNode;

/// What containers print is found in CloudWatch Logs, brought there by the engine's own driver.
@ExtendWith(SharedArgosy.class)
class AwsLogsTest {
  private static final String GROUP = "/ecs/awslogs-test";
  private static final String LOGS = "com.amazonaws.ecs.capability.logging-driver.awslogs";
  private static final Duration SEEN_MAX = Duration.ofSeconds(30);

  private final Argosy argosy;
  private final Clients aws;
  private final CloudWatchLogsClient logs;

  AwsLogsTest(Argosy argosy, Clients aws) throws Exception {
    this.argosy = argosy;
    this.aws = aws;
    this.logs = LogsTest.client(argosy);
    Await.until(Duration.ofSeconds(30), "a host that logs", () -> aws.hostIs(LOGS));
  }

  @AfterEach
  void leaveNothing() {
    try {
      logs.deleteLogGroup(it -> it.logGroupName(GROUP));
    } catch (ResourceNotFoundException e) {
      // the test made none
    }
    logs.close();
  }

  @Test
  void linesArriveInTheStreamOfTheContainer() throws Exception {
    logs.createLogGroup(it -> it.logGroupName(GROUP));
    var role = "arn:aws:iam::" + aws.sts().getCallerIdentity().account() + ":role/starter";
    Task task =
        aws.running(
            aws.run(
                definition("echo one; echo two >&2; " + Definitions.STAY, Map.of()).toBuilder()
                    .executionRoleArn(role)
                    .build()));
    String stream = "shop/web/" + id(task);
    Await.until(SEEN_MAX, "both lines", () -> lines(stream).size() == 2);
    assertEquals(List.of("one", "two"), lines(stream).stream().sorted().toList());
    String container = task.containers().getFirst().runtimeId();
    Docker.inside(container, "echo three > /proc/1/fd/1");
    Await.until(SEEN_MAX, "a line of now", () -> lines(stream).contains("three"));
    JsonNode config = Docker.inspect(container).at("/HostConfig/LogConfig");
    assertEquals("awslogs", config.path("Type").asString());
    assertEquals("non-blocking", config.at("/Config/mode").asString());
    String page = Docker.inside(container, "wget -qO- $ECS_CONTAINER_METADATA_URI_V4");
    assertTrue(page.contains("\"awslogs-stream\":\"" + stream + "\""), page);
    assertFalse(page.contains("credentials"), "what the engine logs with is not the container's");
    assertTrue(argosy.run("logs", id(task)).well().out().contains("three"));
  }

  @Test
  void theLastLinesOfATaskAreThereWhenItHasStopped() throws Exception {
    Task task =
        aws.stopped(aws.run(definition("seq 1 500", Map.of("awslogs-create-group", "true"))));
    assertEquals(0, task.containers().getFirst().exitCode());
    String stream = "shop/web/" + id(task);
    Await.until(SEEN_MAX, "all lines", () -> lines(stream).size() == 500);
    assertEquals("1", lines(stream).getFirst());
    assertEquals("500", lines(stream).getLast());
    List<String> shown = argosy.run("logs", id(task)).well().lines();
    assertEquals(lines(stream), shown);
  }

  @Test
  void aGroupThatIsNotThereIsNamedInTheReason() throws Exception {
    Task task = aws.stopped(aws.run(definition("echo never", Map.of())));
    assertEquals("TaskFailedToStart", task.stopCodeAsString(), task.toString());
    String reason = task.containers().getFirst().reason();
    assertTrue(reason.startsWith("ResourceInitializationError"), reason);
    assertTrue(reason.contains(GROUP) && reason.contains("ResourceNotFoundException"), reason);
  }

  @Test
  void aRoleOfAnotherAccountLogsNothing() throws Exception {
    Task task =
        aws.stopped(
            aws.run(
                definition("echo never", Map.of("awslogs-create-group", "true")).toBuilder()
                    .executionRoleArn("arn:aws:iam::999999999999:role/starter")
                    .build()));
    String reason = task.containers().getFirst().reason();
    assertTrue(reason.startsWith("ResourceInitializationError"), reason);
    assertTrue(reason.contains("executionRoleArn"), reason);
  }

  private List<String> lines(String stream) {
    try {
      return logs
          .getLogEvents(it -> it.logGroupName(GROUP).logStreamName(stream).startFromHead(true))
          .events()
          .stream()
          .map(OutputLogEvent::message)
          .toList();
    } catch (ResourceNotFoundException e) {
      return List.of();
    }
  }

  private static RegisterTaskDefinitionRequest definition(String script, Map<String, String> more) {
    var options = new HashMap<>(more);
    options.put("awslogs-group", GROUP);
    options.put("awslogs-region", "us-east-1");
    options.put("awslogs-stream-prefix", "shop");
    ContainerDefinition.Builder web =
        Definitions.shell("web", script)
            .logConfiguration(it -> it.logDriver("awslogs").options(options));
    return Definitions.of("awslogs", web);
  }

  private static String id(Task task) {
    return task.taskArn().substring(task.taskArn().lastIndexOf('/') + 1);
  }
}
