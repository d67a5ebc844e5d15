package argosy.e2e;

import static argosy.e2e.Services.stays;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ecs.model.ContainerInstanceStatus;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;

/// Services whose hosts drain, and whose server dies in the middle of a rollout.
class ServiceOnHostsTest {
  private static final int TASKS = 4;

  @RegisterExtension static final HostApart HOST = HostApart.onTheMachinesEngine();

  private final Argosy argosy = HOST.argosy();
  private final Clients aws = HOST.aws();
  private final Services services = new Services(aws);

  @AfterEach
  void clear() throws Exception {
    argosy.up();
    services.clear();
  }

  @Test
  void aHostThatDrainsLosesItsTasksAndTheServiceNone() throws Exception {
    try (var second = SeparateAgent.of(argosy)) {
      Await.until(Services.PATIENCE, "two hosts", () -> hosts().size() == 2);
      services.create(
          "drained", TASKS, stays(), it -> it.deploymentConfiguration(Services.limits(100, 150)));
      services.complete("drained");
      Map<String, List<Task>> on = byHost("drained");
      assertEquals(2, on.size(), "they are spread");
      String leaving = on.keySet().iterator().next();
      Set<String> containers = services.containers("drained");
      try (var census = new Census("drained")) {
        aws.ecs()
            .updateContainerInstancesState(
                it -> it.containerInstances(leaving).status(ContainerInstanceStatus.DRAINING));
        services.await(
            "drained",
            "all are on the other host",
            it -> it.runningCount() == TASKS && !byHost("drained").containsKey(leaving));
        census.end();
        assertTrue(census.least() >= TASKS, () -> census.least() + " ran");
        assertTrue(census.most() <= TASKS + 2, () -> census.most() + " ran");
      }
      assertEquals(2, services.containers("drained").stream().filter(containers::contains).count());
      services.clear();
      aws.ecs()
          .updateContainerInstancesState(
              it -> it.containerInstances(leaving).status(ContainerInstanceStatus.ACTIVE));
      assertEquals(List.of(), second.containers().stream().filter(this::runs).toList());
    }
  }

  private boolean runs(String container) {
    try {
      return Docker.runs(container);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private Map<String, List<Task>> byHost(String service) {
    return services.tasks(service).stream()
        .collect(Collectors.groupingBy(Task::containerInstanceArn));
  }

  private List<String> hosts() {
    List<String> arns =
        aws.ecs()
            .listContainerInstances(it -> it.status(ContainerInstanceStatus.ACTIVE))
            .containerInstanceArns();
    return aws
        .ecs()
        .describeContainerInstances(it -> it.containerInstances(arns))
        .containerInstances()
        .stream()
        .filter(it -> it.agentConnected())
        .map(it -> it.containerInstanceArn())
        .toList();
  }

  @Test
  void aServerThatIsKilledInTheMiddleOfARolloutGoesOnWithIt() throws Exception {
    services.create(
        "killed", TASKS, stays(), it -> it.deploymentConfiguration(Services.limits(100, 125)));
    services.complete("killed");
    Set<String> before = services.containers("killed");
    String next = services.register("killed", stays());
    Service after;
    try (var census = new Census("killed")) {
      aws.ecs().updateService(it -> it.service("killed").taskDefinition(next));
      services.await(
          "killed",
          "it is half way",
          it -> it.deployments().size() == 2 && Services.primary(it).runningCount() >= 2);
      argosy.crash();
      argosy.up();
      services.replaced("killed", before, TASKS);
      after = services.complete("killed");
      census.end();
      assertTrue(census.least() >= TASKS, () -> census.least() + " ran");
      assertTrue(census.most() <= TASKS + 1, () -> census.most() + " ran");
    }
    assertEquals(next, after.taskDefinition());
    HOST.unharmed().becomesTrue();
  }
}
