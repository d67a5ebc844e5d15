package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// The lives of a task and of a service by hand, by the unchanged AWS CLI.
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

  @Test
  void aServiceIsStableRollsAndIsInactive() throws Exception {
    String file = Launcher.example("webserver.json");
    String first = aws.register(file).path("taskDefinitionArn").asString();
    JsonNode made =
        aws.ask(
                "ecs create-service --service-name by-hand --desired-count 2 --task-definition "
                    + first)
            .path("service");
    assertEquals("ACTIVE", made.path("status").asString());
    aws.ask("ecs wait services-stable --services by-hand");
    assertEquals(2, service().path("runningCount").asInt());
    String second = aws.register(file).path("taskDefinitionArn").asString();
    aws.ask("ecs update-service --service by-hand --task-definition " + second);
    aws.ask("ecs wait services-stable --services by-hand");
    JsonNode rolled = service();
    assertEquals(1, rolled.path("deployments").size());
    assertEquals(second, rolled.at("/deployments/0/taskDefinition").asString());
    assertEquals(2, aws.ask("ecs list-tasks --service-name by-hand").path("taskArns").size());
    assertEquals(
        "DRAINING",
        aws.ask("ecs delete-service --service by-hand --force").at("/service/status").asString());
    aws.ask("ecs wait services-inactive --services by-hand");
    assertEquals("INACTIVE", service().path("status").asString());
    assertEquals(0, aws.ask("ecs list-services").path("serviceArns").size());
  }

  private JsonNode service() throws Exception {
    return aws.ask("ecs describe-services --services by-hand").at("/services/0");
  }
}
