package argosy.sim;

import argosy.domain.network.Subnet;
import argosy.domain.placement.Reservation;
import argosy.domain.state.Picture;
import argosy.domain.task.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.CreateServiceResponse;
import software.amazon.awssdk.services.ecs.model.DeleteServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeleteServiceResponse;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.PutClusterCapacityProvidersRequest;
import software.amazon.awssdk.services.ecs.model.PutClusterCapacityProvidersResponse;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskResponse;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceResponse;

/// People who run tasks and services on Fargate, some of them Spot.
final class Tenants {
  private static final Duration PAUSE_MAX = Duration.ofSeconds(8);
  private static final int TASKS_MAX = 6;

  /// Services, and by what their tasks get their room.
  private static final Map<String, List<CapacityProviderStrategyItem>> SERVICES =
      Map.of(
          "firm", List.of(item("FARGATE", 0, 1)),
          "cheap", List.of(item("FARGATE_SPOT", 0, 1)),
          "mixed", List.of(item("FARGATE", 1, 1), item("FARGATE_SPOT", 0, 2)));

  private static final List<String> NAMES = SERVICES.keySet().stream().sorted().toList();

  /// Families, and the size of their tasks: CPU units and MiB.
  private static final List<List<String>> FAMILIES =
      List.of(
          List.of("small", "256", "512"),
          List.of("middle", "1024", "2048"),
          List.of("large", "2048", "4096"));

  private final World world;
  private final SimServer server;
  private boolean active = true;
  private boolean ready;

  Tenants(World world, SimServer server) {
    this.world = world;
    this.server = server;
    again();
  }

  void leave() {
    active = false;
  }

  private void again() {
    world.after(
        world.between(Duration.ZERO, PAUSE_MAX),
        () -> {
          if (active) {
            act();
            again();
          }
        });
  }

  private void act() {
    try {
      if (!ready) {
        prepare();
        ready = true;
      }
      switch (world.random().nextInt(10)) {
        case 0, 1, 2 -> create();
        case 3 -> delete();
        case 4, 5 -> update();
        case 6 -> stop();
        default -> run();
      }
    } catch (IOException e) {
      // The server is down or refuses; people try again later.
    }
  }

  private void prepare() throws IOException {
    server.call(
        PutClusterCapacityProvidersRequest.builder()
            .cluster("default")
            .capacityProviders("FARGATE", "FARGATE_SPOT")
            .defaultCapacityProviderStrategy(List.of())
            .build(),
        PutClusterCapacityProvidersResponse.class);
    for (List<String> family : FAMILIES) {
      server.call(
          RegisterTaskDefinitionRequest.builder()
              .family(family.get(0))
              .networkMode("awsvpc")
              .requiresCompatibilities(Compatibility.FARGATE)
              .cpu(family.get(1))
              .memory(family.get(2))
              .containerDefinitions(
                  ContainerDefinition.builder().name("main").image(SimHost.IMAGE).build())
              .build(),
          RegisterTaskDefinitionResponse.class);
    }
  }

  /// What a task of a definition takes.
  static Optional<Reservation> size(String definition) {
    return FAMILIES.stream()
        .filter(family -> definition.contains("/" + family.getFirst() + ":"))
        .map(family ->
            new Reservation(
                Integer.parseInt(family.get(1)),
                Integer.parseInt(family.get(2)),
                Set.of(),
                Set.of()))
        .findFirst();
  }

  private void create() throws IOException {
    String name = any(NAMES);
    server.call(
        CreateServiceRequest.builder()
            .serviceName(name)
            .taskDefinition(any(FAMILIES).getFirst())
            .desiredCount(world.random().nextInt(TASKS_MAX + 1))
            .capacityProviderStrategy(SERVICES.get(name))
            .networkConfiguration(network())
            .build(),
        CreateServiceResponse.class);
  }

  private void update() throws IOException {
    var said = UpdateServiceRequest.builder().service(any(NAMES));
    if (world.chance(0.7)) {
      said.desiredCount(world.random().nextInt(TASKS_MAX + 1));
    } else {
      said.taskDefinition(any(FAMILIES).getFirst());
    }
    server.call(said.build(), UpdateServiceResponse.class);
  }

  private void delete() throws IOException {
    server.call(
        DeleteServiceRequest.builder().service(any(NAMES)).force(true).build(),
        DeleteServiceResponse.class);
  }

  private void run() throws IOException {
    server.call(
        RunTaskRequest.builder()
            .taskDefinition(any(FAMILIES).getFirst())
            .count(world.random().nextInt(1, 4))
            .capacityProviderStrategy(SERVICES.get(any(NAMES)))
            .networkConfiguration(network())
            .build(),
        RunTaskResponse.class);
  }

  private void stop() throws IOException {
    List<Task> running =
        Task.unstopped(server.picture()).stream()
            .sorted(Comparator.comparing(task -> task.arn().id()))
            .toList();
    if (!running.isEmpty()) {
      server.call(
          StopTaskRequest.builder().task(any(running).arn().toString()).build(),
          StopTaskResponse.class);
    }
  }

  private NetworkConfiguration network() throws IOException {
    Picture picture = server.picture();
    List<String> subnets =
        picture.all(Subnet.KIND).stream()
            .filter(subnet -> subnet.zone().endsWith("a") || subnet.zone().endsWith("b"))
            .map(Subnet::id)
            .toList();
    if (subnets.isEmpty()) {
      throw new IOException("no host has come yet");
    }
    return NetworkConfiguration.builder().awsvpcConfiguration(vpc -> vpc.subnets(subnets)).build();
  }

  private <T> T any(List<T> some) {
    return some.get(world.random().nextInt(some.size()));
  }

  private static CapacityProviderStrategyItem item(String provider, int base, int weight) {
    return CapacityProviderStrategyItem.builder()
        .capacityProvider(provider)
        .base(base)
        .weight(weight)
        .build();
  }
}
