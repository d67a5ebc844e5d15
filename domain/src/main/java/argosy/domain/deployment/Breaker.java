package argosy.domain.deployment;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.DeploymentCircuitBreaker;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.ThresholdConfiguration;
import software.amazon.awssdk.services.ecs.model.ThresholdType;

/// When a deployment is given up.
///
/// @param threshold at so many failures; 0 never
/// @param rollback whether it then goes back
/// @param forgives whether a task that works ends the count
record Breaker(int threshold, boolean rollback, boolean forgives) {
  private static final int PERCENT = 50;
  private static final int BOUND_LEAST = 3;
  private static final int BOUND_MOST = 200;

  static final Breaker NONE = new Breaker(0, false, true);

  static Breaker of(@Nullable DeploymentConfiguration configuration, int desired) {
    @Nullable DeploymentCircuitBreaker said =
        configuration == null ? null : configuration.deploymentCircuitBreaker();
    if (said == null || !Boolean.TRUE.equals(said.enable())) {
      return NONE;
    }
    return new Breaker(
        threshold(said.thresholdConfiguration(), desired),
        Boolean.TRUE.equals(said.rollback()),
        !Boolean.FALSE.equals(said.resetOnHealthyTask()));
  }

  private static int threshold(@Nullable ThresholdConfiguration said, int desired) {
    ThresholdType type = said == null ? ThresholdType.BOUNDED_PERCENT : said.type();
    int value = said == null ? PERCENT : Objects.requireNonNullElse(said.value(), PERCENT);
    int share = Math.ceilDiv(desired * value, 100);
    return switch (type) {
      case COUNT -> Math.max(1, value);
      case UNBOUNDED_PERCENT -> Math.max(1, share);
      case BOUNDED_PERCENT, UNKNOWN_TO_SDK_VERSION -> Math.clamp(share, BOUND_LEAST, BOUND_MOST);
    };
  }

  /// At how many failures a daemon's deployment is given up.
  static int ofDaemon(int desired) {
    return threshold(null, desired);
  }

  boolean opens(int failures) {
    return threshold > 0 && failures >= threshold;
  }
}
