package argosy.domain.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import argosy.domain.service.Course.Watch;
import argosy.domain.service.Deployment.State;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentLifecycleStage;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentRollbackMonitorsStatus;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

class AlarmsTest {
  private static final Duration SETTLED = Duration.ofSeconds(10);

  private static ShiftingWorld world(String strategy, boolean rollback) {
    var world =
        new ShiftingWorld(
            2,
            c ->
                c.strategy(strategy)
                    .bakeTimeInMinutes(1)
                    .alarms(a -> a.enable(true).rollback(rollback).alarmNames("slow", "errors")));
    world.settle();
    return world;
  }

  private static Watch watch(ShiftingWorld world) {
    Watch watch = world.rollout().course().watch();
    assertNotNull(watch);
    return watch;
  }

  private static void grow(ShiftingWorld world) {
    world.run();
    world.wait(SETTLED);
    world.run();
  }

  /// The alarms of the fake need two minutes, more than the minute that the service says.
  @Test
  void aRollingDeploymentIsWatchedUntilItsAlarmsHaveSeenIt() {
    var world = world("ROLLING", true);
    world.deploy();
    grow(world);
    assertEquals(ServiceDeploymentLifecycleStage.BAKE_TIME, world.stage());
    assertEquals(
        new Watch(ServiceDeploymentRollbackMonitorsStatus.MONITORING, List.of()), watch(world));
    assertEquals(State.IN_PROGRESS, world.primary().state());
    assertEquals(world.now().plus(Duration.ofMinutes(2)), world.again());
    world.wait(Duration.ofMinutes(2));
    world.run();
    assertEquals(ServiceDeploymentStatus.SUCCESSFUL, world.rollout().status());
    assertEquals(
        ServiceDeploymentRollbackMonitorsStatus.MONITORING_COMPLETE, watch(world).status());
  }

  @Test
  void anAlarmTakesADeploymentBack() {
    for (String strategy : List.of("ROLLING", "BLUE_GREEN")) {
      var world = world(strategy, true);
      String before = world.primary().id();
      world.deploy();
      grow(world);
      assertEquals(ServiceDeploymentLifecycleStage.BAKE_TIME, world.stage());
      world.ring("errors", "others");
      world.run();
      assertEquals(
          new Watch(ServiceDeploymentRollbackMonitorsStatus.TRIGGERED, List.of("errors")),
          watch(world));
      assertEquals(
          "ECS deployment alarms: alarm detected. In ALARM: [errors].", world.rollout().reason());
      assertEquals(before, world.primary().id());
      grow(world);
      assertEquals(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL, world.rollout().status());
      assertEquals(2, world.running(before));
    }
  }

  @Test
  void whereNobodyWantsToGoBackARollingDeploymentJustFails() {
    var world = world("ROLLING", false);
    world.deploy();
    String failed = world.primary().id();
    world.run();
    world.ring("slow");
    world.run();
    assertEquals(ServiceDeploymentStatus.STOPPED, world.rollout().status());
    assertEquals(State.FAILED, world.primary().state());
    assertEquals(failed, world.primary().id());
  }

  /// As with ECS: it may be there to mend what the alarm is about.
  @Test
  void anAlarmThatRingsAtTheStartIsNotHeeded() {
    var world = world("ROLLING", true);
    world.ring("slow");
    world.deploy();
    grow(world);
    assertEquals(ServiceDeploymentRollbackMonitorsStatus.DISABLED, watch(world).status());
    world.wait(Duration.ofMinutes(1));
    world.run();
    assertEquals(ServiceDeploymentStatus.SUCCESSFUL, world.rollout().status());
  }

  @Test
  void alarmsThatAreNotEnabledAreNotLookedAt() {
    var world =
        new ShiftingWorld(1, c -> c.alarms(a -> a.enable(false).rollback(true).alarmNames("slow")));
    world.settle();
    world.deploy();
    world.ring("slow");
    grow(world);
    assertEquals(ServiceDeploymentStatus.SUCCESSFUL, world.rollout().status());
    assertNull(world.rollout().course().watch());
  }
}
