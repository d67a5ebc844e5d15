package argosy.domain.deployment;

import static argosy.domain.InstanceBuilder.anInstance;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import argosy.domain.service.Deployment;
import argosy.domain.service.Deployment.State;
import argosy.domain.service.Rollout;
import argosy.domain.service.ServiceStatus;
import argosy.domain.task.Task;
import argosy.domain.task.TaskStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.ThresholdType;

class EndsTest {
  private static final String FAILED =
      "(deployment D) deployment failed: tasks failed to start. 2 failed since"
          + " 2026-08-01T12:01:40Z, the last one was task T: x";

  private static final DeploymentConfiguration ALL_AT_ONCE =
      DeploymentConfiguration.builder().minimumHealthyPercent(0).maximumPercent(100).build();

  @Test
  void aDeploymentIsCompleteWhenItsTasksHaveProvedThemselves() {
    WebRig rig = rig(false);
    rig.passes();
    assertEquals(State.IN_PROGRESS, rig.primary().state());
    rig.tasks().forEach(task -> rig.report(task, "RUNNING", null, null));
    rig.passes();
    assertEquals(State.IN_PROGRESS, rig.primary().state());
    rig.wait(Observed.SETTLING);
    rig.passes();
    Deployment done = rig.primary();
    assertEquals(State.COMPLETED, done.state());
    assertEquals("ECS deployment " + done.name() + " completed.", done.reason());
    assertEquals(done.id(), rig.service().completed());
    assertEquals(ServiceDeploymentStatus.SUCCESSFUL, rig.rollout().status());
    assertEquals(rig.now(), rig.rollout().times().finishedAt());
  }

  @Test
  void aNewOneIsCompleteWhenNothingOfTheOldIsLeft() {
    WebRig rig = rig(false);
    rig.settle();
    Deployment old = rig.primary();
    rig.update(u -> u.taskDefinition("web:2"));
    rig.passes();
    assertEquals(List.of(rig.primary(), old), rig.service().deployments());
    rig.settle();
    assertEquals(List.of(rig.primary()), rig.service().deployments());
    assertNotEquals(old.id(), rig.primary().id());
    assertEquals(State.COMPLETED, rig.primary().state());
    assertEquals(List.of(old.id()), rig.rollout().sources());
  }

  @Test
  void aDeploymentThatFailsTooOftenIsGivenUp() {
    WebRig rig = rig(false);
    rig.settle();
    rig.update(u -> u.taskDefinition("web:2"));
    var _ = rig.news();
    failTwice(rig);
    assertEquals(
        List.of(
            "has started 2 tasks: (task T) (task T).", "(deployment D) (task T) failed: x", FAILED),
        rig.news());
    assertEquals(State.FAILED, rig.primary().state());
    assertEquals(ServiceDeploymentStatus.STOPPED, rig.rollout().status());
    assertEquals(new Rollout.Breaker(2, 2, true), rig.rollout().breaker());
    rig.settle();
    assertEquals(State.FAILED, rig.primary().state(), "nothing is started for it");
    assertEquals(
        List.of("web:1", "web:1"),
        rig.alive().stream().map(EndsTest::definition).toList(),
        "those of before go on");
  }

  @Test
  void ifItMayItGoesBack() {
    WebRig rig = rig(true);
    rig.update(u -> u.deploymentConfiguration(ALL_AT_ONCE));
    rig.settle();
    Deployment old = rig.primary();
    rig.update(u -> u.taskDefinition("web:2"));
    Deployment failed = rig.primary();
    var _ = rig.news();
    failTwice(rig);
    assertEquals(
        List.of(
            "has stopped 2 running tasks: (task T) (task T).",
            "has started 2 tasks: (task T) (task T).",
            "(deployment D) (task T) failed: x",
            FAILED.replace("40Z", "40.002Z"),
            "rolling back to deployment D.",
            "has started 2 tasks: (task T) (task T)."),
        rig.news());
    assertEquals(old.id(), rig.primary().id());
    assertEquals(State.IN_PROGRESS, rig.primary().state());
    assertEquals(ServiceDeploymentStatus.ROLLBACK_IN_PROGRESS, rig.rollout().status());
    assertEquals(failed.id(), rig.rollout().target());
    rig.settle();
    assertEquals(State.COMPLETED, rig.primary().state());
    assertEquals(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL, rig.rollout().status());
    assertEquals(
        List.of("web:1", "web:1"), rig.alive().stream().map(EndsTest::definition).toList());
    assertEquals(
        "arn:aws:ecs:us-east-1:123456789012:task-definition/web:1",
        rig.service().spec().taskDefinition());
  }

  @Test
  void ifAllOfBeforeAreStillThereItIsBackAtOnce() {
    WebRig rig = rig(true);
    rig.settle();
    Deployment old = rig.primary();
    rig.update(u -> u.taskDefinition("web:2"));
    failTwice(rig);
    assertEquals(old.id(), rig.primary().id());
    assertEquals(State.COMPLETED, rig.primary().state());
    assertEquals(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL, rig.rollout().status());
    assertEquals(new Rollout.Breaker(2, 2, true), rig.rollout().breaker());
  }

  @Test
  void theFirstOneHasNowhereToGoBackTo() {
    WebRig rig = rig(true);
    failTwice(rig);
    assertEquals(State.FAILED, rig.primary().state());
    assertEquals(ServiceDeploymentStatus.STOPPED, rig.rollout().status());
    assertEquals(List.of(), rig.alive());
  }

  @Test
  void aRollbackThatFailsEndsToo() {
    WebRig rig = rig(true);
    rig.update(u -> u.deploymentConfiguration(ALL_AT_ONCE));
    rig.settle();
    rig.update(u -> u.taskDefinition("web:2"));
    failTwice(rig);
    rig.wait(Duration.ofMillis(1));
    rig.alive().forEach(task -> rig.exits(task, 1));
    rig.pass();
    assertEquals(State.FAILED, rig.primary().state());
    assertEquals(ServiceDeploymentStatus.ROLLBACK_FAILED, rig.rollout().status());
  }

  @Test
  void aServiceThatIsDeletedLosesItsTasksAndIsGone() {
    WebRig rig = rig(false);
    rig.settle();
    rig.decided(
        argosy.domain.service.DeleteService.decide(
            rig.picture(), rig.service().arn(), true, rig.now(), argosy.domain.Fixtures.random()));
    rig.passes();
    assertEquals(ServiceStatus.DRAINING, rig.service().status());
    assertEquals(List.of(), rig.alive());
    assertEquals(2, rig.tasks().size());
    rig.work();
    rig.passes();
    assertEquals(ServiceStatus.INACTIVE, rig.service().status());
    assertEquals(rig.now(), rig.service().deletedAt());
    assertEquals(List.of(), rig.service().deployments());
  }

  private static void failTwice(WebRig rig) {
    rig.passes();
    rig.tasks().stream()
        .filter(task -> task.desired() == TaskStatus.STOPPED)
        .forEach(task -> rig.exits(task, 0));
    rig.passes();
    rig.alive().stream()
        .filter(task -> rig.primary().name().equals(task.launch().startedBy()))
        .forEach(task -> rig.report(task, "STOPPED", "x", null));
    rig.pass();
  }

  private static String definition(Task task) {
    return task.definition().family() + ":" + task.definition().revision();
  }

  private static WebRig rig(boolean rollback) {
    return new WebRig(
        s ->
            s.desiredCount(2)
                .deploymentConfiguration(d ->
                    d.deploymentCircuitBreaker(b ->
                        b.enable(true)
                            .rollback(rollback)
                            .thresholdConfiguration(t -> t.type(ThresholdType.COUNT).value(2)))),
        anInstance().cpu(1_000_000).memory(1_000_000).build());
  }
}
