package argosy.domain.deployment;

import static argosy.domain.Fixtures.NOON;
import static argosy.domain.Fixtures.definition;
import static argosy.domain.Fixtures.picture;
import static argosy.domain.Fixtures.web;
import static argosy.domain.InstanceBuilder.anInstance;
import static argosy.domain.deployment.DaemonRig.logs;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.domain.event.EcsEvent;
import argosy.domain.event.EcsEvents;
import argosy.domain.service.ServiceAction;
import argosy.domain.state.Change;
import argosy.domain.state.Picture;
import argosy.domain.task.Task;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;

/// What EventBridge is to be told of services: their actions and deployments.
class WorldNewsTest {
  private static final List<String> DEPLOYED =
      List.of(
          "IN_PROGRESS: ECS deployment D in progress.",
          "SERVICE_STEADY_STATE: (service web) has reached a steady state.",
          "COMPLETED: ECS deployment D completed.");

  @Test
  void aDeploymentBeginsAndIsCompleted() {
    var rig = new WebRig(c -> c.desiredCount(1), anInstance().id("i1").build());
    rig.settle();
    assertEquals(DEPLOYED, rig.worldNews());
  }

  @Test
  void aDeploymentFailsWhoseForerunnerIsStillThere() {
    var rig =
        new WebRig(
            c ->
                c.desiredCount(1)
                    .deploymentConfiguration(
                        DeploymentConfiguration.builder()
                            .deploymentCircuitBreaker(b -> b.enable(true).rollback(true))
                            .build()),
            anInstance().id("i1").build());
    rig.settle();
    rig.update(u -> u.taskDefinition("web:2"));
    String failing = rig.primary().name();
    while (rig.primary().name().equals(failing)) {
      rig.passes();
      for (Task task : rig.alive()) {
        if (failing.equals(task.launch().startedBy())) {
          rig.exits(task, 1);
        }
      }
      rig.wait(Duration.ofMinutes(1));
    }
    List<String> news = rig.worldNews();
    List<String> since = news.subList(DEPLOYED.size(), news.size());
    assertEquals(
        List.of("IN_PROGRESS", "SERVICE_STEADY_STATE", "FAILED"),
        since.stream().map(line -> line.replaceFirst(":.*", "")).toList());
    assertTrue(since.getLast().startsWith("FAILED: ECS deployment circuit breaker: tasks failed"));
  }

  @Test
  void aTaskFindsNoPlace() {
    var rig = new WebRig(c -> c.desiredCount(1));
    rig.passes();
    assertEquals(
        "SERVICE_TASK_PLACEMENT_FAILURE: (service web) was unable to place a task because no"
            + " container instances were found in your cluster.",
        rig.worldNews().getLast());
  }

  @Test
  void tasksThatNeverStartAreToldOnce() {
    var rig = new WebRig(c -> c.desiredCount(1), anInstance().id("i1").build());
    for (int failures = 0; failures < 6; failures++) {
      rig.passes();
      rig.alive().forEach(task -> rig.exits(task, 1));
      rig.passes();
      rig.wait(Duration.ofMinutes(30));
    }
    assertEquals(
        List.of(
            "IN_PROGRESS: ECS deployment D in progress.",
            "SERVICE_TASK_START_IMPAIRED: (service web) is unable to consistently start tasks"
                + " successfully."),
        rig.worldNews());
  }

  @Test
  void aDaemonIsToHaveOneTaskMore() {
    var rig = new DaemonRig(definition(web()), anInstance().id("i1").build());
    rig.create(logs());
    rig.settle();
    Picture before = picture(rig.service());
    rig.put(anInstance().id("i2").build());
    List<ServiceAction> actions =
        EcsEvents.in(before, List.of(new Change.Put(rig.service())), NOON).stream()
            .map(change -> (EcsEvent) ((Change.Put) change).entity())
            .map(event -> Objects.requireNonNull(event.service()).action())
            .toList();
    assertEquals(List.of(ServiceAction.SERVICE_DESIRED_COUNT_UPDATED), actions);
  }
}
