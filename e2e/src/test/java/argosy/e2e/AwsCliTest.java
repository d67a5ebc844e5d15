package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// A task's life by hand, by the unchanged AWS CLI.
@ExtendWith(SharedArgosy.class)
class AwsCliTest {
  private final AwsCli aws;

  AwsCliTest(Argosy argosy, TestReporter reporter) throws Exception {
    AwsCli.assume(reporter);
    aws = new AwsCli(argosy.exports());
  }

  @Test
  void doesAllOfItByHand() throws Exception {
    assertTrue(aws.ask("sts get-caller-identity").path("Arn").asString().endsWith(":root"));
    assertEquals(
        "ACTIVE",
        aws.ask("ecs create-cluster --cluster-name by-hand").at("/cluster/status").asString());
    for (String seed : List.of("seeds/webserver-fargate.json", "seeds/server-api.json")) {
      assertEquals("ACTIVE", aws.register(Launcher.example(seed)).path("status").asString());
    }
    String definition =
        aws.register(Launcher.example("webserver.json")).path("taskDefinitionArn").asString();

    JsonNode started = aws.ask("ecs run-task --task-definition " + definition);
    assertEquals(0, started.path("failures").size());
    String task = started.at("/tasks/0/taskArn").asString();
    aws.ask("ecs wait tasks-running --tasks " + task);
    JsonNode running = aws.describe(task);
    assertEquals("RUNNING", running.path("lastStatus").asString());
    assertTrue(
        Pages.read(running.at("/containers/0/networkBindings/0/hostPort").asInt())
            .contains("<title>"));
    assertEquals(task, aws.ask("ecs list-tasks").at("/taskArns/0").asString());

    String instance =
        aws.ask("ecs list-container-instances").at("/containerInstanceArns/0").asString();
    JsonNode host =
        aws.ask("ecs describe-container-instances --container-instances " + instance)
            .at("/containerInstances/0");
    assertTrue(host.path("agentConnected").asBoolean());
    assertEquals(1, host.path("runningTasksCount").asInt());

    aws.ask("ecs stop-task --task " + task + " --reason done-by-hand");
    aws.ask("ecs wait tasks-stopped --tasks " + task);
    JsonNode stopped = aws.describe(task);
    assertEquals("STOPPED", stopped.path("lastStatus").asString());
    assertEquals("done-by-hand", stopped.path("stoppedReason").asString());
    assertEquals(0, stopped.at("/containers/0/exitCode").asInt(-1));
    assertFalse(Docker.runs(stopped.at("/containers/0/runtimeId").asString()));
  }
}
