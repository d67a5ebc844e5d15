package argosy.server;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.CreateServiceResponse;
import software.amazon.awssdk.services.ecs.model.DeploymentCircuitBreaker;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceResponse;

/// Keeps tasks of a definition running: makes a service of them, or rolls the one that is there to
/// the definition.
final class ServiceRun {
  private final Client client;
  private final String cluster;
  private final TaskNetwork network;
  private final PrintWriter out;

  ServiceRun(Client client, String cluster, TaskNetwork network, PrintWriter out) {
    this.client = client;
    this.cluster = cluster;
    this.network = network;
    this.out = out;
  }

  /// Shows the rollout until it is over, and answers the exit code: 0 if it is complete.
  ///
  /// @param fargate whether a new service's tasks run on Fargate; one that is there stays where it
  ///   is
  /// @param count how many tasks; if nothing is said one, or as many as the service has
  int roll(String name, TaskDefinition definition, boolean fargate, Optional<Integer> count)
      throws Exception {
    Optional<Service> before = find(client, cluster, name).filter(s -> s.status().equals("ACTIVE"));
    boolean known = before.isPresent();
    String revision = definition.family() + ":" + definition.revision();
    Service begun =
        known ? update(before.get(), definition, count) : create(name, definition, fargate, count);
    out.println(
        (known ? "Rolling" : "Made")
            + " service "
            + name
            + (known ? " to " : ": ")
            + begun.desiredCount()
            + (begun.desiredCount() == 1 ? " task of " : " tasks of ")
            + revision
            + ".");
    out.flush();
    var rollout = new RolloutProgress(begun.deployments().getFirst().id(), out);
    if (known) {
      rollout.heard(begun.events());
    }
    return rollout.follow(() -> find(client, cluster, name)) ? arrived(name, definition) : 1;
  }

  /// A service of this name, also one that is being deleted.
  static Optional<Service> find(Client client, String cluster, String name)
      throws IOException, InterruptedException {
    List<Service> found =
        client
            .call(
                DescribeServicesRequest.builder().cluster(cluster).services(name).build(),
                DescribeServicesResponse.class)
            .services();
    return found.stream().findFirst();
  }

  /// Definitions that don't work are given up, and what ran before comes back.
  private Service create(
      String name, TaskDefinition definition, boolean fargate, Optional<Integer> count)
      throws IOException, InterruptedException {
    var breaker = DeploymentCircuitBreaker.builder().enable(true).rollback(true).build();
    return client
        .call(
            CreateServiceRequest.builder()
                .cluster(cluster)
                .serviceName(name)
                .taskDefinition(definition.taskDefinitionArn())
                .desiredCount(count.orElse(1))
                .launchType(fargate ? LaunchType.FARGATE : null)
                .networkConfiguration(network.of(definition, fargate).orElse(null))
                .deploymentConfiguration(
                    DeploymentConfiguration.builder().deploymentCircuitBreaker(breaker).build())
                .build(),
            CreateServiceResponse.class)
        .service();
  }

  /// How it replaces its tasks stays as it was made.
  private Service update(Service before, TaskDefinition definition, Optional<Integer> count)
      throws IOException, InterruptedException {
    boolean fargate = before.launchType() == LaunchType.FARGATE;
    var changed = network.again(definition, fargate, before.networkConfiguration());
    return client
        .call(
            UpdateServiceRequest.builder()
                .cluster(cluster)
                .service(before.serviceName())
                .taskDefinition(definition.taskDefinitionArn())
                .desiredCount(count.orElse(null))
                .networkConfiguration(changed.orElse(null))
                .build(),
            UpdateServiceResponse.class)
        .service();
  }

  private int arrived(String name, TaskDefinition definition) throws Exception {
    Tasks.ofService(client, cluster, name)
        .forEach(task -> out.println(Tasks.where(task, definition)));
    out.flush();
    return 0;
  }
}
