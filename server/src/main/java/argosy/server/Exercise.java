package argosy.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.CreateClusterResponse;
import software.amazon.awssdk.services.ecs.model.DeleteClusterRequest;
import software.amazon.awssdk.services.ecs.model.DeleteClusterResponse;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.DescribeClustersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeClustersResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskResponse;

/// Asks a server what its users ask most, over and over. The build watches one that is asked so,
/// and what the JVM learned makes each later server fast from its first calls on.
@Command(hidden = true, description = "Ask a server many things.")
final class Exercise implements Callable<Integer> {
  private static final int USERS = 4;

  /// An agent looks for its engine every two seconds.
  private static final Duration HOST_MAX = Duration.ofSeconds(30);

  @Mixin private Place place = new Place();

  @Option(names = "--rounds", description = "How often each of four users asks everything.")
  private int rounds = 500;

  @Option(names = "--tasks", description = "How many tasks each of four users runs.")
  private int tasks = 150;

  @Option(names = "--engine", required = true, description = "The socket to be the engine at.")
  private Path engine = Path.of("");

  @Override
  public Integer call() throws Exception {
    Client client = Client.of(place, RegionOption.DEFAULT);
    try (StandIn _ = StandIn.start(engine);
        var users = Executors.newFixedThreadPool(USERS)) {
      String definition =
          client
              .call(definition("task"), RegisterTaskDefinitionResponse.class)
              .taskDefinition()
              .taskDefinitionArn();
      if (!Wait.until(HOST_MAX, () -> !ConnectedHosts.of(client, "default").isEmpty())) {
        throw new Complaint("no host takes tasks.");
      }
      List<Callable<Integer>> all =
          IntStream.range(0, USERS)
              .<Callable<Integer>>mapToObj(n -> () -> use(client, definition, n))
              .toList();
      for (Future<Integer> user : users.invokeAll(all)) {
        user.get();
      }
    }
    return 0;
  }

  private int use(Client client, String definition, int user) throws Exception {
    for (int task = 0; task < tasks; task++) {
      run(client, definition);
    }
    for (int round = 0; round < rounds; round++) {
      String name = "exercise-" + user + "-" + round;
      client.call(
          CreateClusterRequest.builder().clusterName(name).build(), CreateClusterResponse.class);
      client.call(
          DescribeClustersRequest.builder().clusters(name).build(), DescribeClustersResponse.class);
      String registered =
          client
              .call(definition("family-" + user), RegisterTaskDefinitionResponse.class)
              .taskDefinition()
              .taskDefinitionArn();
      client.call(
          DescribeTaskDefinitionRequest.builder().taskDefinition(registered).build(),
          DescribeTaskDefinitionResponse.class);
      client.call(
          ListTaskDefinitionsRequest.builder().maxResults(10).build(),
          ListTaskDefinitionsResponse.class);
      client.call(
          DeregisterTaskDefinitionRequest.builder().taskDefinition(registered).build(),
          DeregisterTaskDefinitionResponse.class);
      client.call(
          DeleteClusterRequest.builder().cluster(name).build(), DeleteClusterResponse.class);
    }
    return rounds;
  }

  /// Runs a task from its beginning to its end.
  private static void run(Client client, String definition) throws Exception {
    String task =
        client
            .call(
                RunTaskRequest.builder().taskDefinition(definition).build(), RunTaskResponse.class)
            .tasks()
            .getFirst()
            .taskArn();
    await(client, task, "RUNNING");
    client.call(StopTaskRequest.builder().task(task).build(), StopTaskResponse.class);
    await(client, task, "STOPPED");
  }

  private static void await(Client client, String task, String status) throws Exception {
    boolean arrived = false;
    while (!arrived) {
      String last = Tasks.describe(client, "default", List.of(task)).getFirst().lastStatus();
      arrived = last.equals(status) || last.equals("STOPPED");
    }
  }

  private static RegisterTaskDefinitionRequest definition(String family) {
    return RegisterTaskDefinitionRequest.builder()
        .family(family)
        .containerDefinitions(container("web", 8080), container("side", 9090))
        .build();
  }

  private static ContainerDefinition container(String name, int port) {
    List<KeyValuePair> variables =
        IntStream.range(0, 5)
            .mapToObj(n -> KeyValuePair.builder().name("NAME_" + n).value("value-" + n).build())
            .toList();
    return ContainerDefinition.builder()
        .name(name)
        .image("example/" + name + ":1.0")
        .cpu(10)
        .memory(64)
        .essential(true)
        .portMappings(PortMapping.builder().containerPort(port).hostPort(0).protocol("tcp").build())
        .environment(variables)
        .build();
  }
}
