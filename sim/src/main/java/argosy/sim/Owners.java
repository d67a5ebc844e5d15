package argosy.sim;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.CreateServiceResponse;
import software.amazon.awssdk.services.ecs.model.DeleteServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeleteServiceResponse;
import software.amazon.awssdk.services.ecs.model.DeploymentCircuitBreaker;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.ThresholdType;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceResponse;

/// People who own services: they make, change, force and delete them, and sometimes deploy what
/// can't run.
final class Owners {

  /// The family whose image nobody has, so that its tasks fail to start.
  static final String BROKEN = "broken";

  private static final Duration PAUSE_MAX = Duration.ofSeconds(8);
  private static final List<String> SERVICES = List.of("web", "shop");
  private static final List<Integer> LEASTS = List.of(0, 50, 100);
  private static final List<Integer> MOSTS = List.of(100, 150, 200);
  private static final int TASKS_MAX = 4;

  private final World world;
  private final SimServer server;
  private boolean active = true;
  private boolean registered;

  Owners(World world, SimServer server) {
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
      if (!registered) {
        register("good", SimHost.IMAGE);
        register("good", SimHost.IMAGE);
        register(BROKEN, "sim/nowhere:1");
        registered = true;
      }
      switch (world.random().nextInt(10)) {
        case 0, 1, 2 -> create();
        case 3 -> delete();
        default -> update();
      }
    } catch (IOException e) {
      // The server is down or refuses; people try again later.
    }
  }

  private void register(String family, String image) throws IOException {
    server.call(
        RegisterTaskDefinitionRequest.builder()
            .family(family)
            .containerDefinitions(
                ContainerDefinition.builder().name("main").image(image).memory(128).build())
            .build(),
        RegisterTaskDefinitionResponse.class);
  }

  private void create() throws IOException {
    server.call(
        CreateServiceRequest.builder()
            .serviceName(any(SERVICES))
            .taskDefinition(definition())
            .desiredCount(count())
            .deploymentConfiguration(configuration())
            .build(),
        CreateServiceResponse.class);
  }

  private void update() throws IOException {
    var said = UpdateServiceRequest.builder().service(any(SERVICES));
    switch (world.random().nextInt(6)) {
      case 0, 1 -> said.taskDefinition(definition());
      case 2, 3 -> said.desiredCount(count());
      case 4 -> said.deploymentConfiguration(configuration());
      default -> said.forceNewDeployment(true);
    }
    server.call(said.build(), UpdateServiceResponse.class);
  }

  private void delete() throws IOException {
    server.call(
        DeleteServiceRequest.builder().service(any(SERVICES)).force(world.chance(0.5)).build(),
        DeleteServiceResponse.class);
  }

  private String definition() {
    return world.chance(0.2) ? BROKEN : "good:" + world.random().nextInt(1, 3);
  }

  private int count() {
    return world.random().nextInt(TASKS_MAX + 1);
  }

  private DeploymentConfiguration configuration() {
    return DeploymentConfiguration.builder()
        .minimumHealthyPercent(any(LEASTS))
        .maximumPercent(any(MOSTS))
        .deploymentCircuitBreaker(
            DeploymentCircuitBreaker.builder()
                .enable(world.chance(0.6))
                .rollback(world.chance(0.5))
                .thresholdConfiguration(t ->
                    t.type(ThresholdType.COUNT).value(world.random().nextInt(1, 4)))
                .build())
        .build();
  }

  private <T> T any(List<T> some) {
    return some.get(world.random().nextInt(some.size()));
  }
}
