package argosy.domain.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.domain.service.Deployment.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentLifecycleStage;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

/// Services whose traffic is shifted, from the outside.
class ShiftingTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration SETTLED = Duration.ofSeconds(10);

  private static ShiftingWorld blueGreen(int bakeMinutes) {
    return world(c -> c.strategy(DeploymentStrategy.BLUE_GREEN).bakeTimeInMinutes(bakeMinutes));
  }

  private static ShiftingWorld world(Consumer<DeploymentConfiguration.Builder> said) {
    var world = new ShiftingWorld(3, said);
    world.settle();
    assertEquals(ServiceDeploymentStatus.SUCCESSFUL, world.rollout().status());
    return world;
  }

  @Test
  void theFirstDeploymentHasNothingToBakeBeside() {
    var world = new ShiftingWorld(3, c -> c.strategy("BLUE_GREEN").bakeTimeInMinutes(60));
    world.run();
    world.wait(SETTLED);
    world.run();
    assertEquals(ServiceDeploymentStatus.SUCCESSFUL, world.rollout().status());
    assertEquals(100, world.rollout().production(world.primary().id()));
    assertEquals(State.COMPLETED, world.primary().state());
  }

  @Test
  void aSecondFullSetRunsBesideTheFirstAndTakesAllTraffic() {
    var world = blueGreen(5);
    String blue = world.primary().id();
    List<String> before = world.alive(blue);
    world.deploy();
    String green = world.primary().id();
    world.run();
    assertEquals(ServiceDeploymentLifecycleStage.SCALE_UP, world.stage());
    assertEquals(before, world.alive(blue));
    assertEquals(3, world.running(green));
    assertEquals(100, world.rollout().production(blue));
    assertEquals(0, world.rollout().production(green));
    world.wait(SETTLED);
    world.run();
    assertEquals(ServiceDeploymentLifecycleStage.BAKE_TIME, world.stage());
    assertEquals(0, world.rollout().production(blue));
    assertEquals(100, world.rollout().production(green));
    assertEquals(100, world.rollout().test(green));
    assertEquals(before, world.alive(blue));
    assertEquals(world.now().plus(Duration.ofMinutes(5)), world.again());
    world.wait(Duration.ofMinutes(5).minusSeconds(1));
    world.run();
    assertEquals(before, world.alive(blue));
    world.wait(Duration.ofSeconds(1));
    world.run();
    assertEquals(List.of(), world.alive(blue));
    assertEquals(ServiceDeploymentStatus.SUCCESSFUL, world.rollout().status());
    assertEquals(1, world.service().deployments().size());
    assertEquals(green, world.service().completed());
  }

  @Test
  void linearShiftsStepByStep() {
    var world =
        world(c ->
            c.strategy("LINEAR")
                .linearConfiguration(l -> l.stepPercent(40.0).stepBakeTimeInMinutes(2)));
    assertEquals(List.of(40.0, 80.0, 100.0), shares(world, Duration.ofMinutes(2)));
  }

  @Test
  void canaryShiftsALittleAndThenTheRest() {
    var world =
        world(c ->
            c.strategy("CANARY")
                .canaryConfiguration(l -> l.canaryPercent(12.5).canaryBakeTimeInMinutes(7)));
    assertEquals(List.of(12.5, 100.0), shares(world, Duration.ofMinutes(7)));
  }

  /// What the new revision has after each step, each of which takes so long.
  private static List<Double> shares(ShiftingWorld world, Duration step) {
    world.deploy();
    String green = world.primary().id();
    world.run();
    world.wait(SETTLED);
    world.run();
    List<Double> shares = new ArrayList<>();
    while (world.underWay().isPresent()) {
      shares.add(world.rollout().production(green));
      world.wait(step.minusSeconds(1));
      world.run();
      assertEquals(shares.getLast(), world.rollout().production(green));
      world.wait(Duration.ofSeconds(1));
      world.run();
    }
    shares.add(world.rollout().production(green));
    return shares.stream().distinct().toList();
  }

  @Test
  void aStepWaitsUntilTheNewRevisionIsFullAgain() {
    var world =
        world(c ->
            c.strategy("CANARY")
                .bakeTimeInMinutes(9)
                .canaryConfiguration(l -> l.canaryPercent(10.0).canaryBakeTimeInMinutes(1)));
    world.deploy();
    String green = world.primary().id();
    world.run();
    world.wait(SETTLED);
    world.run();
    assertEquals(10, world.rollout().production(green));
    world.wait(MINUTE);
    world.kill(world.tasksOf(green).findFirst().orElseThrow());
    world.run();
    assertEquals(10, world.rollout().production(green));
    world.wait(SETTLED);
    world.run();
    assertEquals(100, world.rollout().production(green));
  }

  @Test
  void theOldSetIsMendedWhileItIsWanted() {
    var world = blueGreen(5);
    String blue = world.primary().id();
    world.deploy();
    world.run();
    world.kill(world.tasksOf(blue).findFirst().orElseThrow());
    world.run();
    assertEquals(3, world.running(blue));
    assertEquals(3, world.running(world.primary().id()));
  }

  @Test
  void bothSetsFollowTheDesiredCount() {
    var world = blueGreen(5);
    String blue = world.primary().id();
    world.deploy();
    world.run();
    world.update(u -> u.desiredCount(5));
    world.run();
    assertEquals(5, world.running(blue));
    assertEquals(5, world.running(world.primary().id()));
  }

  @Test
  void aBreakerThatOpensLeavesTheOldSetAlone() {
    var world =
        world(c ->
            c.strategy("BLUE_GREEN")
                .bakeTimeInMinutes(5)
                .deploymentCircuitBreaker(b -> b.enable(true).rollback(false)));
    String blue = world.primary().id();
    List<String> before = world.alive(blue);
    world.deploy();
    String green = world.primary().id();
    world.checking(w -> assertEquals(before, w.alive(blue)));
    for (int i = 0; i < 3; i++) {
      world.pass();
      world.tasksOf(green).findFirst().ifPresent(world::kill);
    }
    world.run();
    assertEquals(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL, world.rollout().status());
    assertEquals(blue, world.primary().id());
    assertEquals(100, world.rollout().production(blue));
    assertEquals(List.of(), world.alive(green));
  }

  @Test
  void aNewRevisionThatNeverGetsFullIsGivenUpAfterADay() {
    var world = blueGreen(5);
    String blue = world.primary().id();
    world.deploy();
    world.pass();
    assertEquals(world.now().plus(Duration.ofDays(1)), world.again());
    world.wait(Duration.ofDays(1));
    world.pass();
    assertEquals(ServiceDeploymentStatus.ROLLBACK_IN_PROGRESS, world.rollout().status());
    assertEquals(blue, world.primary().id());
    assertTrue(
        world.rollout().reason().startsWith("ECS deployment lifecycle stage: SCALE_UP did not end"),
        world.rollout().reason());
  }

  /// As ECS: the one that was under way is over, traffic is where it came from, and only then the
  /// newer one starts its tasks.
  @Test
  void aDeploymentInTheMidstOfAnotherReconcilesFirst() {
    var world = blueGreen(5);
    String blue = world.primary().id();
    List<String> before = world.alive(blue);
    world.deploy();
    String second = world.primary().id();
    world.run();
    world.wait(SETTLED);
    world.run();
    assertEquals(ServiceDeploymentLifecycleStage.BAKE_TIME, world.stage());
    world.deploy();
    String third = world.primary().id();
    assertEquals(100, world.rollout().production(blue));
    world.pass();
    assertEquals(ServiceDeploymentLifecycleStage.RECONCILE_SERVICE, world.stage());
    assertEquals(List.of(), world.alive(second));
    assertEquals(List.of(), world.alive(third));
    world.run();
    assertEquals(before, world.alive(blue));
    assertEquals(3, world.running(third));
    world.settle();
    assertEquals(ServiceDeploymentStatus.SUCCESSFUL, world.rollout().status());
    assertEquals(List.of(), world.alive(blue));
    assertEquals(third, world.service().completed());
  }

  @Test
  void inCleanUpThereIsNoWayBackAndANewerDeploymentComesFromTheNewRevision() {
    var world = blueGreen(0);
    world.deploy();
    String second = world.primary().id();
    world.run();
    world.wait(SETTLED);
    world.pass();
    assertEquals(ServiceDeploymentLifecycleStage.CLEAN_UP, world.stage());
    world.deploy();
    assertEquals(second, world.rollout().blue().orElseThrow());
    assertEquals(100, world.rollout().production(second));
  }

  @Test
  void aServiceThatIsToHaveNoneIsDeployedToo() {
    var world = blueGreen(0);
    world.update(u -> u.desiredCount(0));
    world.run();
    world.deploy();
    world.run();
    assertEquals(ServiceDeploymentStatus.SUCCESSFUL, world.rollout().status());
    assertEquals(List.of(), world.tasks());
  }

  @Test
  void itsEventsTellOfTheTraffic() {
    var world = blueGreen(0);
    world.deploy();
    String green = world.primary().id();
    world.settle();
    assertTrue(
        world
            .events()
            .contains(
                "(service web) (deployment ecs-svc/"
                    + green
                    + ") now gets 100% of the production traffic."),
        world.events().toString());
  }
}
