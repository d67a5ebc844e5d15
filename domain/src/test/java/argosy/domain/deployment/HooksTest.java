package argosy.domain.deployment;

import static argosy.domain.Fixtures.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.domain.Fixtures;
import argosy.domain.error.EcsError;
import argosy.domain.id.ServiceDeploymentArn;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHook;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookAction;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookDetail;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookStage;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookStatus;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookTargetType;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentLifecycleStage;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

class HooksTest {
  private static final Duration SETTLED = Duration.ofSeconds(10);

  private static ShiftingWorld world(
      String strategy,
      DeploymentLifecycleHookStage stage,
      Consumer<DeploymentConfiguration.Builder> more) {
    var world =
        new ShiftingWorld(
            2,
            c -> {
              c.strategy(strategy);
              more.accept(c);
            });
    world.settle();
    var configuration =
        DeploymentConfiguration.builder().strategy(strategy).lifecycleHooks(pause(stage).build());
    more.accept(configuration);
    world.update(u -> u.forceNewDeployment(true).deploymentConfiguration(configuration.build()));
    return world;
  }

  private static DeploymentLifecycleHook.Builder pause(DeploymentLifecycleHookStage stage) {
    return DeploymentLifecycleHook.builder()
        .targetType(DeploymentLifecycleHookTargetType.PAUSE)
        .lifecycleStages(stage);
  }

  private static ShiftingWorld world(String strategy, DeploymentLifecycleHookStage stage) {
    return world(strategy, stage, _ -> {});
  }

  private static void grow(ShiftingWorld world) {
    world.run();
    world.wait(SETTLED);
    world.run();
  }

  private static DeploymentLifecycleHookDetail hook(ShiftingWorld world) {
    assertEquals(1, world.awaited().size());
    return world.awaited().getFirst();
  }

  private static List<DeploymentLifecycleHookStatus> statuses(ShiftingWorld world) {
    return world.rollout().hooks().stream().map(DeploymentLifecycleHookDetail::status).toList();
  }

  @Test
  void aHookSaysWhatItWaitsForAndHowLong() {
    var world = world("BLUE_GREEN", DeploymentLifecycleHookStage.PRE_SCALE_UP);
    String blue = world.rollout().blue().orElseThrow();
    world.run();
    DeploymentLifecycleHookDetail hook = hook(world);
    assertTrue(hook.hookId().matches("ecs-pause-[A-Za-z0-9_-]{43}"), hook.hookId());
    assertEquals(DeploymentLifecycleHookTargetType.PAUSE, hook.targetType());
    assertEquals(world.now().plus(Duration.ofDays(1)), hook.expiresAt());
    assertEquals(DeploymentLifecycleHookAction.ROLLBACK, hook.timeoutAction());
    assertEquals(hook.expiresAt(), world.again());
    assertEquals(ServiceDeploymentLifecycleStage.PRE_SCALE_UP, world.stage());
    assertEquals(0, world.running(world.primary().id()));
    assertEquals(2, world.running(blue));
    assertTrue(
        world.events().getFirst().contains("is paused at PRE_SCALE_UP until"),
        world.events().getFirst());
    assertTrue(world.events().getFirst().contains(hook.hookId()));
  }

  @Test
  void aHookThatIsToContinueLetsItGoOn() {
    for (DeploymentLifecycleHookStage stage :
        List.of(
            DeploymentLifecycleHookStage.PRE_SCALE_UP,
            DeploymentLifecycleHookStage.POST_SCALE_UP,
            DeploymentLifecycleHookStage.POST_TEST_TRAFFIC_SHIFT,
            DeploymentLifecycleHookStage.PRE_PRODUCTION_TRAFFIC_SHIFT,
            DeploymentLifecycleHookStage.POST_PRODUCTION_TRAFFIC_SHIFT)) {
      var world = world("BLUE_GREEN", stage);
      grow(world);
      world.answer(hook(world), DeploymentLifecycleHookAction.CONTINUE);
      grow(world);
      assertEquals(ServiceDeploymentStatus.SUCCESSFUL, world.rollout().status(), stage.toString());
      assertEquals(List.of(DeploymentLifecycleHookStatus.SUCCEEDED), statuses(world));
    }
  }

  @Test
  void aHookThatIsToRollBackTakesItBack() {
    for (DeploymentLifecycleHookStage stage :
        List.of(
            DeploymentLifecycleHookStage.PRE_SCALE_UP,
            DeploymentLifecycleHookStage.POST_SCALE_UP,
            DeploymentLifecycleHookStage.POST_TEST_TRAFFIC_SHIFT,
            DeploymentLifecycleHookStage.PRE_PRODUCTION_TRAFFIC_SHIFT,
            DeploymentLifecycleHookStage.POST_PRODUCTION_TRAFFIC_SHIFT)) {
      var world = world("BLUE_GREEN", stage);
      String blue = world.rollout().blue().orElseThrow();
      List<String> before = world.alive(blue);
      world.checking(w -> assertEquals(before, w.alive(blue)));
      grow(world);
      world.answer(hook(world), DeploymentLifecycleHookAction.ROLLBACK);
      assertEquals(100, world.rollout().production(blue), "at once");
      grow(world);
      assertEquals(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL, world.rollout().status());
      assertEquals(List.of(DeploymentLifecycleHookStatus.FAILED), statuses(world));
      assertEquals(blue, world.primary().id());
    }
  }

  @Test
  void eachStepOfTrafficAsksAgain() {
    var world =
        world(
            "LINEAR",
            DeploymentLifecycleHookStage.PRE_PRODUCTION_TRAFFIC_SHIFT,
            c -> c.linearConfiguration(l -> l.stepPercent(50.0).stepBakeTimeInMinutes(3)));
    String green = world.primary().id();
    grow(world);
    assertEquals(0, world.rollout().production(green));
    world.answer(hook(world), DeploymentLifecycleHookAction.CONTINUE);
    world.run();
    assertEquals(50, world.rollout().production(green));
    assertEquals(List.of(), world.awaited());
    world.wait(Duration.ofMinutes(3));
    world.run();
    assertEquals(50, world.rollout().production(green));
    world.answer(hook(world), DeploymentLifecycleHookAction.CONTINUE);
    world.run();
    assertEquals(100, world.rollout().production(green));
    assertEquals(ServiceDeploymentStatus.SUCCESSFUL, world.rollout().status());
  }

  @Test
  void aTimeOutDoesWhatItSays() {
    var back =
        world(
            "BLUE_GREEN",
            DeploymentLifecycleHookStage.POST_SCALE_UP,
            c -> timeout(c, 5, "ROLLBACK"));
    grow(back);
    back.wait(Duration.ofMinutes(5).minusMillis(1));
    back.run();
    assertEquals(1, back.awaited().size());
    back.wait(Duration.ofMillis(1));
    back.run();
    assertEquals(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL, back.rollout().status());
    assertEquals(List.of(DeploymentLifecycleHookStatus.TIMED_OUT), statuses(back));
    var on =
        world(
            "BLUE_GREEN",
            DeploymentLifecycleHookStage.POST_SCALE_UP,
            c -> timeout(c, 5, "CONTINUE"));
    grow(on);
    on.wait(Duration.ofMinutes(5));
    on.run();
    assertEquals(ServiceDeploymentStatus.SUCCESSFUL, on.rollout().status());
    assertEquals(List.of(DeploymentLifecycleHookStatus.TIMED_OUT), statuses(on));
  }

  private static void timeout(DeploymentConfiguration.Builder c, int minutes, String action) {
    c.lifecycleHooks(
        pause(DeploymentLifecycleHookStage.POST_SCALE_UP)
            .timeoutConfiguration(t -> t.timeoutInMinutes(minutes).action(action))
            .build());
  }

  @Test
  void aRollingDeploymentPausesBeforeAndAfterItsTasksAreReplaced() {
    var world = world("ROLLING", DeploymentLifecycleHookStage.PRE_SCALE_UP);
    String old = world.rollout().blue().orElseThrow();
    String newer = world.primary().id();
    grow(world);
    assertEquals(2, world.running(old));
    assertEquals(0, world.running(newer));
    world.kill(world.tasksOf(old).findFirst().orElseThrow());
    world.run();
    assertEquals(2, world.running(old), "healed meanwhile");
    world.answer(hook(world), DeploymentLifecycleHookAction.CONTINUE);
    grow(world);
    assertEquals(ServiceDeploymentStatus.SUCCESSFUL, world.rollout().status());
    assertEquals(0, world.running(old));

    var after = world("ROLLING", DeploymentLifecycleHookStage.POST_SCALE_UP);
    String before = after.rollout().blue().orElseThrow();
    grow(after);
    assertEquals(0, after.running(before));
    after.answer(hook(after), DeploymentLifecycleHookAction.ROLLBACK);
    grow(after);
    assertEquals(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL, after.rollout().status());
    assertEquals(2, after.running(before));
  }

  @Test
  void severalHooksAreAskedAtOnceAndOneThatSaysBackIsEnough() {
    var world =
        world(
            "BLUE_GREEN",
            DeploymentLifecycleHookStage.PRE_SCALE_UP,
            c ->
                c.lifecycleHooks(
                    pause(DeploymentLifecycleHookStage.PRE_SCALE_UP).build(),
                    pause(DeploymentLifecycleHookStage.PRE_SCALE_UP).build()));
    world.run();
    assertEquals(2, world.awaited().size());
    world.answer(world.awaited().getFirst(), DeploymentLifecycleHookAction.CONTINUE);
    grow(world);
    assertEquals(ServiceDeploymentLifecycleStage.PRE_SCALE_UP, world.stage());
    world.answer(world.awaited().getFirst(), DeploymentLifecycleHookAction.ROLLBACK);
    grow(world);
    assertEquals(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL, world.rollout().status());
    assertEquals(
        List.of(DeploymentLifecycleHookStatus.SUCCEEDED, DeploymentLifecycleHookStatus.FAILED),
        statuses(world));
  }

  @Test
  void onlyAHookThatWaitsCanBeAnswered() {
    var world = world("BLUE_GREEN", DeploymentLifecycleHookStage.PRE_SCALE_UP);
    world.run();
    DeploymentLifecycleHookDetail hook = hook(world);
    world.answer(hook, DeploymentLifecycleHookAction.CONTINUE);
    assertEquals(
        new EcsError.InvalidParameter(
            "The hook "
                + hook.hookId()
                + " is SUCCEEDED, and only one that is AWAITING_ACTION can be answered."),
        refused(world.answer(hook, DeploymentLifecycleHookAction.CONTINUE)));
    assertEquals(
        new EcsError.InvalidParameter("The service deployment has no hook with the id none."),
        refused(
            world.answer(
                hook.toBuilder().hookId("none").build(), DeploymentLifecycleHookAction.CONTINUE)));
    assertEquals(
        new EcsError.ServiceDeploymentNotFound(),
        refused(
            ContinueServiceDeployment.decide(
                Fixtures.picture(),
                new ServiceDeploymentArn(ShiftingWorld.WEB, "x"),
                new ContinueServiceDeployment.Answer(
                    hook.hookId(), DeploymentLifecycleHookAction.CONTINUE),
                world.now(),
                Fixtures.random())));
  }

  @Test
  void nobodyWaitsForAHookOfADeploymentThatIsOver() {
    var world = world("BLUE_GREEN", DeploymentLifecycleHookStage.PRE_SCALE_UP);
    world.run();
    var old = world.rollout();
    world.deploy();
    assertEquals(List.of(), world.rollout().hooks());
    assertEquals(
        List.of(DeploymentLifecycleHookStatus.FAILED),
        world.rollout(old.arn()).hooks().stream().map(h -> h.status()).toList());
  }
}
