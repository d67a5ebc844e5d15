package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Each example does what the examples' README says of it, by the unchanged AWS CLI.
@ExtendWith(SharedArgosy.class)
class ExamplesByCliTest {
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final String LOG_GROUP = "/ecs/argosy-example";

  private final AwsCli aws;

  ExamplesByCliTest(Argosy argosy, TestReporter reporter) throws Exception {
    AwsCli.assume(reporter);
    aws = new AwsCli(argosy.exports());
  }

  @ParameterizedTest
  @MethodSource("argosy.e2e.Example#ending")
  void thoseThatEndSayWhatIsToBeSeen(Example example) throws Exception {
    JsonNode started = start(example);
    String said = started.path("failures").toString();
    boolean well = false;
    if (!started.path("tasks").isEmpty()) {
      JsonNode ended = stopped(arn(started));
      said = ended + logs(ended);
      well = endedWell(ended);
    }
    assertTrue(example.shows(said), said);
    assertEquals(example.well(), well, said);
  }

  @ParameterizedTest
  @MethodSource("argosy.e2e.Example#serving")
  void thoseThatServeAnswer(Example example) throws Exception {
    int port =
        running(example)
            .path("containers")
            .valueStream()
            .flatMap(it -> it.path("networkBindings").valueStream())
            .findFirst()
            .orElseThrow()
            .path("hostPort")
            .asInt();
    Await.until(SOON, example.seen().pattern(), () -> example.shows(Pages.read(port)));
  }

  @ParameterizedTest
  @MethodSource("argosy.e2e.Example#staying")
  void thoseThatStayLogWhatIsToBeSeen(Example example) throws Exception {
    JsonNode task = running(example);
    Await.until(
        SOON,
        example.seen().pattern(),
        () ->
            example.shows(
                example.name().equals("awslogs")
                    ? aws.run("logs filter-log-events --log-group-name " + LOG_GROUP).out()
                    : logs(task)));
    String arn = task.path("taskArn").asString();
    aws.ask("ecs stop-task --task " + arn);
    JsonNode ended = stopped(arn);
    assertEquals(example.well(), endedWell(ended), ended::toString);
  }

  private JsonNode start(Example example) throws Exception {
    String definition = aws.register(example.file()).path("taskDefinitionArn").asString();
    return aws.ask("ecs run-task --task-definition " + definition);
  }

  private JsonNode running(Example example) throws Exception {
    String arn = arn(start(example));
    aws.ask("ecs wait tasks-running --tasks " + arn);
    return aws.describe(arn);
  }

  private JsonNode stopped(String arn) throws Exception {
    aws.ask("ecs wait tasks-stopped --tasks " + arn);
    return aws.describe(arn);
  }

  private static String arn(JsonNode started) {
    assertEquals(0, started.path("failures").size(), started::toString);
    return started.at("/tasks/0/taskArn").asString();
  }

  private static boolean endedWell(JsonNode task) {
    return task.path("containers").valueStream().allMatch(it -> it.path("exitCode").asInt(-1) == 0);
  }

  /// What the task's containers wrote, as far as they ran.
  private static String logs(JsonNode task) throws Exception {
    var all = new StringBuilder();
    for (JsonNode container : task.path("containers")) {
      String id = container.path("runtimeId").asString("");
      if (!id.isEmpty()) {
        all.append(Docker.logs(id));
      }
    }
    return all.toString();
  }
}
