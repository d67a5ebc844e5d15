package argosy.domain.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.domain.Seeds;
import argosy.domain.service.Lifecycle;
import argosy.domain.service.Rollout;
import argosy.domain.task.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHook;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookAction;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookDetail;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookStage;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookTargetType;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentLifecycleStage;

/// Whatever is deployed, answered, broken and waited for. `-Dargosy.long=true` takes more seeds.
class ShiftingPropertyTest {
  private static final int SEEDS = Boolean.getBoolean("argosy.long") ? 5_000 : 150;
  private static final int STEPS = 40;
  private static final int ROUNDS_MAX = 200;

  private static final List<DeploymentLifecycleHookStage> PAUSES =
      List.of(
          DeploymentLifecycleHookStage.RECONCILE_SERVICE,
          DeploymentLifecycleHookStage.PRE_SCALE_UP,
          DeploymentLifecycleHookStage.POST_SCALE_UP,
          DeploymentLifecycleHookStage.POST_TEST_TRAFFIC_SHIFT,
          DeploymentLifecycleHookStage.PRE_PRODUCTION_TRAFFIC_SHIFT,
          DeploymentLifecycleHookStage.POST_PRODUCTION_TRAFFIC_SHIFT);

  private final Set<String> seen = new TreeSet<>();

  /// Nothing but their users disturbs these services.
  @Test
  void theOldSetIsUntouchedUntilCleanUpAndTrafficAlwaysHasAFullSet() {
    Seeds.forAll(
        SEEDS,
        random -> {
          ShiftingWorld world = begun(random);
          world.checking(watching(world));
          for (int i = 0; i < STEPS; i++) {
            step(world, random, false);
          }
        });
    assertTrue(
        seen.containsAll(
            List.of("BAKE_TIME", "CLEAN_UP", "PRODUCTION_TRAFFIC_SHIFT", "back", "SUCCESSFUL")),
        seen.toString());
  }

  /// Tasks end by themselves, alarms ring: traffic goes only where a full set has proved itself.
  @Test
  void noStepOfTrafficIsDoneTowardsASetThatIsNotFull() {
    Seeds.forAll(
        SEEDS,
        random -> {
          ShiftingWorld world = begun(random);
          world.checking(stepping(world));
          for (int i = 0; i < STEPS; i++) {
            step(world, random, true);
          }
        });
  }

  @Test
  void everyDeploymentEndsOnceFaultsStopAndOnlyOneSetIsLeft() {
    Seeds.forAll(
        SEEDS,
        random -> {
          ShiftingWorld world = begun(random);
          for (int i = 0; i < STEPS; i++) {
            step(world, random, true);
          }
          world.ring();
          for (int i = 0; i < ROUNDS_MAX && !isDone(world); i++) {
            answer(world, random);
            world.sleep();
          }
          assertTrue(
              world.underWay().isEmpty(),
              () -> world.service().deployments() + " " + world.events());
          assertEquals(1, world.service().deployments().size(), world.service()::toString);
          assertEquals(world.service().desired(), world.tasks().size());
          assertEquals(world.service().desired(), world.running(world.primary().id()));
        });
  }

  private static boolean isDone(ShiftingWorld world) {
    return world.underWay().isEmpty()
        && world.service().deployments().size() == 1
        && world.running(world.primary().id()) == world.service().desired();
  }

  /// A service whose first revision is deployed in full.
  private static ShiftingWorld begun(RandomGenerator random) {
    var world = new ShiftingWorld(random, 1 + random.nextInt(4), c -> configure(c, random));
    world.settle();
    assertTrue(world.underWay().isEmpty(), () -> world.rollout().toString());
    return world;
  }

  private static void configure(DeploymentConfiguration.Builder c, RandomGenerator random) {
    switch (random.nextInt(3)) {
      case 0 -> c.strategy("BLUE_GREEN");
      case 1 ->
          c.strategy("LINEAR")
              .linearConfiguration(l ->
                  l.stepPercent(20.0 + random.nextInt(80))
                      .stepBakeTimeInMinutes(random.nextInt(3)));
      default ->
          c.strategy("CANARY")
              .canaryConfiguration(l ->
                  l.canaryPercent(1.0 + random.nextInt(99))
                      .canaryBakeTimeInMinutes(random.nextInt(3)));
    }
    c.bakeTimeInMinutes(random.nextInt(3))
        .minimumHealthyPercent(random.nextInt(101))
        .maximumPercent(150 + random.nextInt(51))
        .deploymentCircuitBreaker(b -> b.enable(random.nextBoolean()).rollback(true))
        .alarms(a -> a.enable(random.nextBoolean()).rollback(true).alarmNames("slow"));
    List<DeploymentLifecycleHook> hooks = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      hooks.add(hook(random));
    }
    c.lifecycleHooks(hooks);
  }

  private static DeploymentLifecycleHook hook(RandomGenerator random) {
    return DeploymentLifecycleHook.builder()
        .targetType(DeploymentLifecycleHookTargetType.PAUSE)
        .lifecycleStages(PAUSES.get(random.nextInt(PAUSES.size())))
        .timeoutConfiguration(t ->
            t.timeoutInMinutes(1 + random.nextInt(10))
                .action(random.nextBoolean() ? "CONTINUE" : "ROLLBACK"))
        .build();
  }

  private static void step(ShiftingWorld world, RandomGenerator random, boolean faults) {
    switch (random.nextInt(faults ? 10 : 8)) {
      case 0 -> world.deploy();
      case 1 -> answer(world, random);
      case 2, 3 -> world.sleep();
      case 4 -> world.wait(Duration.ofSeconds(random.nextInt(90)));
      case 5 -> world.agents();
      case 6 -> world.run();
      case 7 -> world.pass();
      case 8 -> kill(world, random);
      default -> world.ring(random.nextBoolean() ? "slow" : "none");
    }
  }

  private static void answer(ShiftingWorld world, RandomGenerator random) {
    for (DeploymentLifecycleHookDetail hook : world.awaited()) {
      var action =
          random.nextInt(3) == 0
              ? DeploymentLifecycleHookAction.ROLLBACK
              : DeploymentLifecycleHookAction.CONTINUE;
      if (world.awaited().contains(hook)) {
        world.answer(hook, action);
      }
    }
  }

  private static void kill(ShiftingWorld world, RandomGenerator random) {
    List<Task> tasks = world.tasks();
    if (!tasks.isEmpty()) {
      world.kill(tasks.get(random.nextInt(tasks.size())));
    }
  }

  /// Holds the old set against what it was when the deployment began.
  private java.util.function.Consumer<ShiftingWorld> watching(ShiftingWorld begun) {
    var before =
        new Object() {
          String rollout = "";
          List<String> blue = List.of();
        };
    return world -> {
      Rollout rollout = world.rollout();
      @Nullable String blue = rollout.blue().orElse(null);
      note(rollout);
      if (blue == null || rollout.isOver()) {
        return;
      }
      if (!rollout.arn().id().equals(before.rollout)) {
        before.rollout = rollout.arn().id();
        before.blue = world.alive(blue);
      }
      if (rollout.isBack()
          || Lifecycle.isBefore(rollout.stage().name(), ServiceDeploymentLifecycleStage.CLEAN_UP)) {
        assertEquals(before.blue, world.alive(blue));
      }
      for (String revision : List.of(blue, rollout.target())) {
        if (rollout.production(revision) > 0) {
          assertTrue(world.running(revision) >= begun.service().desired(), rollout::toString);
        }
      }
    };
  }

  private void note(Rollout rollout) {
    seen.add(rollout.stage().name().toString());
    seen.add(rollout.status().toString());
    if (rollout.isBack()) {
      seen.add("back");
    }
  }

  private static java.util.function.Consumer<ShiftingWorld> stepping(ShiftingWorld begun) {
    var last =
        new Object() {
          String rollout = "";
          double percent;
        };
    return world -> {
      Rollout rollout = world.rollout();
      double percent = rollout.course().traffic().production();
      boolean same = rollout.arn().id().equals(last.rollout);
      if (same && percent > last.percent) {
        assertTrue(world.running(rollout.target()) >= begun.service().desired(), rollout::toString);
      }
      last.rollout = rollout.arn().id();
      last.percent = percent;
    };
  }
}
