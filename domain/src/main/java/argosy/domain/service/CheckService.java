package argosy.domain.service;

import argosy.domain.capacity.Strategy;
import argosy.domain.cluster.Cluster;
import argosy.domain.error.EcsError;
import argosy.domain.placement.Rules;
import argosy.domain.state.Picture;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/// What can be wrong with what is said of a service.
final class CheckService {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,255}");

  /// ECS's quota of tasks of a service.
  static final int DESIRED_MAX = 5_000;

  private CheckService() {}

  static Optional<EcsError> complaint(Picture picture, Cluster cluster, CreateServiceRequest said) {
    if (!NAME.matcher(Objects.requireNonNullElse(said.serviceName(), "")).matches()) {
      return invalid(
          "serviceName has 1 to 255 letters, digits, hyphens and underscores, not '"
              + said.serviceName()
              + "'.");
    }
    Optional<EcsError> wrong = desired(said.desiredCount()).or(() -> CheckDaemon.complaint(said));
    if (wrong.isPresent()) {
      return wrong;
    }
    try {
      var _ = Rules.constraints(said.placementConstraints(), java.util.List.of());
      var _ = Rules.strategies(said.placementStrategy());
    } catch (Rules.Wrong e) {
      return invalid(String.valueOf(e.getMessage()));
    }
    return Strategy.complaint(
        picture, said.capacityProviderStrategy(), cluster.capacity().providers());
  }

  static Optional<EcsError> complaint(
      Picture picture, Cluster cluster, Service service, UpdateServiceRequest said) {
    Optional<EcsError> wrong =
        desired(said.desiredCount()).or(() -> CheckDaemon.complaint(service, said));
    if (wrong.isPresent()) {
      return wrong;
    }
    try {
      var _ = Rules.constraints(said.placementConstraints(), java.util.List.of());
      var _ = Rules.strategies(said.placementStrategy());
    } catch (Rules.Wrong e) {
      return invalid(String.valueOf(e.getMessage()));
    }
    return Strategy.complaint(
        picture, said.capacityProviderStrategy(), cluster.capacity().providers());
  }

  private static Optional<EcsError> desired(@Nullable Integer count) {
    return count != null && (count < 0 || count > DESIRED_MAX)
        ? invalid("desiredCount must be between 0 and " + DESIRED_MAX + ", not " + count + ".")
        : Optional.empty();
  }

  private static Optional<EcsError> invalid(String message) {
    return Optional.of(new EcsError.InvalidParameter(message));
  }
}
