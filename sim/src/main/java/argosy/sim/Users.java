package argosy.sim;

import argosy.domain.id.TaskArn;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DeregisterContainerInstanceRequest;
import software.amazon.awssdk.services.ecs.model.DeregisterContainerInstanceResponse;
import software.amazon.awssdk.services.ecs.model.ListContainerInstancesRequest;
import software.amazon.awssdk.services.ecs.model.ListContainerInstancesResponse;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskResponse;
import software.amazon.awssdk.services.ecs.model.UpdateContainerInstancesStateRequest;
import software.amazon.awssdk.services.ecs.model.UpdateContainerInstancesStateResponse;

/// People who run and stop tasks, drain hosts and force them out, and remember what they were told.
final class Users {
  private static final Duration PAUSE_MAX = Duration.ofSeconds(5);

  private final World world;
  private final SimServer server;
  private final Map<TaskArn, Boolean> acknowledged = new HashMap<>();
  private boolean active = true;
  private boolean registered;

  Users(World world, SimServer server) {
    this.world = world;
    this.server = server;
    again();
  }

  void leave() {
    active = false;
  }

  /// The tasks that RunTask answered, with whether StopTask was answered since.
  Map<TaskArn, Boolean> acknowledged() {
    return acknowledged;
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
        server.call(definition(), RegisterTaskDefinitionResponse.class);
        registered = true;
      }
      if (world.chance(0.05)) {
        changeHost();
      } else if (world.chance(0.7)) {
        run();
      } else {
        stop();
      }
    } catch (IOException e) {
      // The server is down or refuses; people try again later.
    }
  }

  private void run() throws IOException {
    RunTaskResponse answer =
        server.call(
            RunTaskRequest.builder()
                .taskDefinition("sim")
                .count(world.random().nextInt(1, 4))
                .build(),
            RunTaskResponse.class);
    answer.tasks().stream()
        .map(task -> TaskArn.parse(task.taskArn()).orElseThrow())
        .forEach(arn -> acknowledged.put(arn, false));
  }

  /// Mostly draining ends again; few hosts are forced out.
  private void changeHost() throws IOException {
    List<String> hosts =
        server
            .call(
                ListContainerInstancesRequest.builder().build(),
                ListContainerInstancesResponse.class)
            .containerInstanceArns();
    if (hosts.isEmpty()) {
      return;
    }
    String host = hosts.get(world.random().nextInt(hosts.size()));
    if (world.chance(0.2)) {
      server.call(
          DeregisterContainerInstanceRequest.builder().containerInstance(host).force(true).build(),
          DeregisterContainerInstanceResponse.class);
    } else {
      server.call(
          UpdateContainerInstancesStateRequest.builder()
              .containerInstances(host)
              .status(world.chance(0.3) ? "DRAINING" : "ACTIVE")
              .build(),
          UpdateContainerInstancesStateResponse.class);
    }
  }

  private void stop() throws IOException {
    List<TaskArn> running = new ArrayList<>(acknowledged.keySet());
    running.sort(Comparator.comparing(TaskArn::id));
    if (!running.isEmpty()) {
      TaskArn arn = running.get(world.random().nextInt(running.size()));
      server.call(StopTaskRequest.builder().task(arn.toString()).build(), StopTaskResponse.class);
      acknowledged.put(arn, true);
    }
  }

  /// Two containers, of which one is essential.
  private static RegisterTaskDefinitionRequest definition() {
    return RegisterTaskDefinitionRequest.builder()
        .family("sim")
        .containerDefinitions(container("main", true), container("side", false))
        .build();
  }

  private static ContainerDefinition container(String name, boolean essential) {
    return ContainerDefinition.builder()
        .name(name)
        .image(SimHost.IMAGE)
        .cpu(128)
        .memory(128)
        .essential(essential)
        .build();
  }
}
