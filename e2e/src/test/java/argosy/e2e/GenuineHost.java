package argosy.e2e;

import java.time.Duration;
import java.util.UUID;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Task;
import tools.jackson.databind.JsonNode;

/// A cluster of its own for one of Amazon's agents, and what the control plane says of both.
final class GenuineHost {
  /// A payload that nobody acknowledges is said again after five seconds.
  private static final Duration AGAIN_MAX = Duration.ofSeconds(30);

  private final Clients aws;
  private final String cluster = "itest-" + UUID.randomUUID();
  private final GenuineAgent agent;

  /// Makes the cluster. The agent has yet to register.
  GenuineHost(Argosy argosy) throws Exception {
    aws = argosy.clients();
    aws.ecs().createCluster(it -> it.clusterName(cluster));
    agent = new GenuineAgent(argosy.exports(), cluster);
  }

  String cluster() {
    return cluster;
  }

  GenuineAgent agent() {
    return agent;
  }

  /// Runs a task as soon as the agent is connected.
  Task run(RegisterTaskDefinitionRequest definition) throws Exception {
    Await.until(Unharmed.TRUE_MAX, "it is connected", this::isConnected);
    String arn = aws.register(definition);
    return aws.run(it -> it.cluster(cluster).launchType("EXTERNAL").taskDefinition(arn)).getFirst();
  }

  Task describe(Task task) {
    return aws.ecs()
        .describeTasks(it -> it.cluster(cluster).tasks(task.taskArn()))
        .tasks()
        .getFirst();
  }

  boolean isConnected() {
    return instance().agentConnected();
  }

  ContainerInstance instance() {
    return aws.ecs()
        .describeContainerInstances(it -> it.cluster(cluster).containerInstances(agent.instance()))
        .containerInstances()
        .getFirst();
  }

  /// The next message to an agent that says what a task is to be.
  static JsonNode payload(AgentSocket acs, Task task, String desired) throws InterruptedException {
    return acs.next(
        "PayloadMessage",
        message ->
            message
                .path("tasks")
                .valueStream()
                .anyMatch(it ->
                    it.path("arn").asString().equals(task.taskArn())
                        && it.path("desiredStatus").asString().equals(desired)),
        AGAIN_MAX);
  }
}
