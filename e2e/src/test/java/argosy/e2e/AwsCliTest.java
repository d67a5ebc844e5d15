package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The AWS CLI as it is, with nothing but the exports of `argosy env`.
@ExtendWith(SharedArgosy.class)
class AwsCliTest {
  private static final Duration ANSWER_MAX = Duration.ofMinutes(2);

  private final Map<String, String> environment;

  AwsCliTest(Argosy argosy) throws Exception {
    environment = new HashMap<>(argosy.exports().variables());
    environment.put("AWS_PAGER", "");
    environment.put("AWS_CONFIG_FILE", "/dev/null");
    environment.put("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
  }

  @Test
  void doesAllOfItByHand(TestReporter reporter) throws Exception {
    if (Ran.of(ANSWER_MAX, Map.of(), List.of("sh", "-c", "command -v aws")).exitCode() != 0) {
      reporter.publishEntry("The AWS CLI is not on this machine, so this is not tested here.");
      Assumptions.abort("the AWS CLI is not on this machine");
    }
    assertTrue(aws("sts get-caller-identity").path("Arn").asString().endsWith(":root"));
    assertEquals(
        "ACTIVE",
        aws("ecs create-cluster --cluster-name by-hand").at("/cluster/status").asString());
    for (String seed : List.of("seeds/webserver-fargate.json", "seeds/server-api.json")) {
      assertEquals("ACTIVE", register(seed).path("status").asString());
    }
    String definition = register("webserver.json").path("taskDefinitionArn").asString();

    JsonNode started = aws("ecs run-task --task-definition " + definition);
    assertEquals(0, started.path("failures").size());
    String task = started.at("/tasks/0/taskArn").asString();
    aws("ecs wait tasks-running --tasks " + task);
    JsonNode running = aws("ecs describe-tasks --tasks " + task).at("/tasks/0");
    assertEquals("RUNNING", running.path("lastStatus").asString());
    assertTrue(
        Pages.read(running.at("/containers/0/networkBindings/0/hostPort").asInt())
            .contains("<title>"));
    assertEquals(task, aws("ecs list-tasks").at("/taskArns/0").asString());

    String instance = aws("ecs list-container-instances").at("/containerInstanceArns/0").asString();
    JsonNode host =
        aws("ecs describe-container-instances --container-instances " + instance)
            .at("/containerInstances/0");
    assertTrue(host.path("agentConnected").asBoolean());
    assertEquals(1, host.path("runningTasksCount").asInt());

    aws("ecs stop-task --task " + task + " --reason done-by-hand");
    aws("ecs wait tasks-stopped --tasks " + task);
    JsonNode stopped = aws("ecs describe-tasks --tasks " + task).at("/tasks/0");
    assertEquals("STOPPED", stopped.path("lastStatus").asString());
    assertEquals("done-by-hand", stopped.path("stoppedReason").asString());
    assertEquals(0, stopped.at("/containers/0/exitCode").asInt(-1));
    assertFalse(Docker.runs(stopped.at("/containers/0/runtimeId").asString()));
  }

  private JsonNode register(String example) throws Exception {
    return aws("ecs register-task-definition --cli-input-json file://" + Launcher.example(example))
        .path("taskDefinition");
  }

  private JsonNode aws(String words) throws Exception {
    var command = new ArrayList<>(List.of("aws", "--output", "json"));
    command.addAll(List.of(words.split(" ")));
    return JsonMapper.shared().readTree(Ran.of(ANSWER_MAX, environment, command).well().out());
  }
}
