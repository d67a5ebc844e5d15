package argosy.domain.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookStage;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentLifecycleStage;

class LifecycleTest {

  /// As ECS names them, in its order.
  private static final List<String> SHIFTING =
      List.of(
          "RECONCILE_SERVICE",
          "PRE_SCALE_UP",
          "SCALE_UP",
          "POST_SCALE_UP",
          "TEST_TRAFFIC_SHIFT",
          "POST_TEST_TRAFFIC_SHIFT",
          "PRODUCTION_TRAFFIC_SHIFT",
          "POST_PRODUCTION_TRAFFIC_SHIFT",
          "BAKE_TIME",
          "CLEAN_UP");

  private static final List<String> ROLLING =
      List.of(
          "RECONCILE_SERVICE",
          "PRE_SCALE_UP",
          "SCALE_UP",
          "POST_SCALE_UP",
          "BAKE_TIME",
          "CLEAN_UP");

  @Test
  void eachStrategyHasItsStagesInOrder() {
    assertEquals(SHIFTING, way(true));
    assertEquals(ROLLING, way(false));
  }

  @Test
  void aStageIsBeforeThoseThatComeLaterAndNoOther() {
    for (ServiceDeploymentLifecycleStage from : stages()) {
      for (ServiceDeploymentLifecycleStage to : stages()) {
        assertEquals(
            SHIFTING.indexOf(from.toString()) < SHIFTING.indexOf(to.toString()),
            Lifecycle.isBefore(from, to),
            from + " before " + to);
      }
    }
  }

  @Test
  void oneStageFollowsAnother() {
    for (boolean shifts : new boolean[] {true, false}) {
      List<String> way = shifts ? SHIFTING : ROLLING;
      for (ServiceDeploymentLifecycleStage from : stages()) {
        for (ServiceDeploymentLifecycleStage to : stages()) {
          int at = way.indexOf(from.toString());
          boolean follows = at >= 0 && way.indexOf(to.toString()) == at + 1;
          if (at >= 0) {
            assertEquals(
                follows, Lifecycle.next(from, shifts).equals(Optional.of(to)), from + " " + to);
          }
        }
      }
    }
  }

  /// Those at which ECS lets a deployment pause, but the one before each step of traffic.
  @Test
  void hooksAreAskedWhereEcsAsksThem() {
    Set<DeploymentLifecycleHookStage> asked = EnumSet.noneOf(DeploymentLifecycleHookStage.class);
    for (ServiceDeploymentLifecycleStage stage : stages()) {
      Lifecycle.hooks(stage)
          .ifPresent(hook -> {
            assertEquals(stage.toString(), hook.toString());
            asked.add(hook);
          });
    }
    assertEquals(
        EnumSet.of(
            DeploymentLifecycleHookStage.RECONCILE_SERVICE,
            DeploymentLifecycleHookStage.PRE_SCALE_UP,
            DeploymentLifecycleHookStage.POST_SCALE_UP,
            DeploymentLifecycleHookStage.POST_TEST_TRAFFIC_SHIFT,
            DeploymentLifecycleHookStage.POST_PRODUCTION_TRAFFIC_SHIFT),
        asked);
  }

  private static Set<ServiceDeploymentLifecycleStage> stages() {
    return ServiceDeploymentLifecycleStage.knownValues();
  }

  private static List<String> way(boolean shifts) {
    List<String> way = new ArrayList<>();
    Optional<ServiceDeploymentLifecycleStage> stage =
        Optional.of(ServiceDeploymentLifecycleStage.RECONCILE_SERVICE);
    while (stage.isPresent()) {
      way.add(stage.get().toString());
      stage = Lifecycle.next(stage.get(), shifts);
    }
    return way;
  }
}
