package argosy.domain.deployment;

import argosy.domain.service.Service;
import java.util.Objects;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;

/// Between what a service's tasks are kept while they are replaced.
///
/// @param desired how many there are to be
/// @param least so many stay healthy by our own doing
/// @param most so many at most are there, from their first steps to their last: one that is told to
///   stop counts until it has ended
record Limits(int desired, int least, int most) {
  private static final int LEAST_PERCENT = 100;
  private static final int MOST_PERCENT = 200;

  static Limits of(Service service) {
    return of(service.desired(), service.spec().deploymentConfiguration());
  }

  /// The least is rounded up and the most down, as with ECS.
  static Limits of(int desired, @org.jspecify.annotations.Nullable DeploymentConfiguration said) {
    var configuration = Objects.requireNonNullElse(said, DeploymentConfiguration.builder().build());
    long least = Objects.requireNonNullElse(configuration.minimumHealthyPercent(), LEAST_PERCENT);
    long most = Objects.requireNonNullElse(configuration.maximumPercent(), MOST_PERCENT);
    return new Limits(desired, (int) ((desired * least + 99) / 100), (int) (desired * most / 100));
  }

  /// True if no task may be stopped before another is healthy, nor another started before one is
  /// stopped.
  boolean isStuck() {
    return desired > 0 && least >= desired && most <= desired;
  }
}
