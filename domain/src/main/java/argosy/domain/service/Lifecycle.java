package argosy.domain.service;

import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookStage;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentLifecycleStage;

/// The stages of a service deployment in their order. It never goes back to an earlier one: going
/// back is a way of its own, which is open until CLEAN_UP.
public final class Lifecycle {
  private Lifecycle() {}

  /// What comes after a stage; empty after the last.
  ///
  /// @param shifts whether traffic is shifted, as with all strategies but ROLLING
  public static Optional<ServiceDeploymentLifecycleStage> next(
      ServiceDeploymentLifecycleStage stage, boolean shifts) {
    return Optional.ofNullable(
        switch (stage) {
          case RECONCILE_SERVICE -> ServiceDeploymentLifecycleStage.PRE_SCALE_UP;
          case PRE_SCALE_UP -> ServiceDeploymentLifecycleStage.SCALE_UP;
          case SCALE_UP -> ServiceDeploymentLifecycleStage.POST_SCALE_UP;
          case POST_SCALE_UP ->
              shifts
                  ? ServiceDeploymentLifecycleStage.TEST_TRAFFIC_SHIFT
                  : ServiceDeploymentLifecycleStage.BAKE_TIME;
          case TEST_TRAFFIC_SHIFT -> ServiceDeploymentLifecycleStage.POST_TEST_TRAFFIC_SHIFT;
          case POST_TEST_TRAFFIC_SHIFT -> ServiceDeploymentLifecycleStage.PRODUCTION_TRAFFIC_SHIFT;
          case PRODUCTION_TRAFFIC_SHIFT ->
              ServiceDeploymentLifecycleStage.POST_PRODUCTION_TRAFFIC_SHIFT;
          case POST_PRODUCTION_TRAFFIC_SHIFT -> ServiceDeploymentLifecycleStage.BAKE_TIME;
          case BAKE_TIME -> ServiceDeploymentLifecycleStage.CLEAN_UP;
          case CLEAN_UP, UNKNOWN_TO_SDK_VERSION -> null;
        });
  }

  /// Whether a stage comes before another.
  public static boolean isBefore(
      ServiceDeploymentLifecycleStage stage, ServiceDeploymentLifecycleStage other) {
    Optional<ServiceDeploymentLifecycleStage> later = next(stage, true);
    while (later.isPresent() && later.get() != other) {
      later = next(later.get(), true);
    }
    return later.isPresent();
  }

  /// The hooks that are asked when a stage begins. Those before a shift of production traffic are
  /// asked at each of its steps.
  public static Optional<DeploymentLifecycleHookStage> hooks(
      ServiceDeploymentLifecycleStage stage) {
    return Optional.ofNullable(
        switch (stage) {
          case RECONCILE_SERVICE -> DeploymentLifecycleHookStage.RECONCILE_SERVICE;
          case PRE_SCALE_UP -> DeploymentLifecycleHookStage.PRE_SCALE_UP;
          case POST_SCALE_UP -> DeploymentLifecycleHookStage.POST_SCALE_UP;
          case POST_TEST_TRAFFIC_SHIFT -> DeploymentLifecycleHookStage.POST_TEST_TRAFFIC_SHIFT;
          case POST_PRODUCTION_TRAFFIC_SHIFT ->
              DeploymentLifecycleHookStage.POST_PRODUCTION_TRAFFIC_SHIFT;
          case SCALE_UP,
              TEST_TRAFFIC_SHIFT,
              PRODUCTION_TRAFFIC_SHIFT,
              BAKE_TIME,
              CLEAN_UP,
              UNKNOWN_TO_SDK_VERSION ->
              null;
        });
  }
}
