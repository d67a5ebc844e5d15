package argosy.domain.service;

import argosy.domain.error.EcsError;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentController;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.PlacementStrategy;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/// What can't be said of a DAEMON, because the instances say it.
final class CheckDaemon {
  private static final int MOST_PERCENT = 100;

  private CheckDaemon() {}

  static Optional<EcsError> complaint(CreateServiceRequest said) {
    return said.schedulingStrategy() == SchedulingStrategy.DAEMON
        ? complaint(
            said.desiredCount(),
            said.placementStrategy(),
            said.deploymentController(),
            said.deploymentConfiguration())
        : Optional.empty();
  }

  static Optional<EcsError> complaint(Service service, UpdateServiceRequest said) {
    return service.isDaemon()
        ? complaint(
            said.desiredCount(),
            said.placementStrategy(),
            said.deploymentController(),
            said.deploymentConfiguration())
        : Optional.empty();
  }

  private static Optional<EcsError> complaint(
      @Nullable Integer desired,
      List<PlacementStrategy> strategies,
      @Nullable DeploymentController controller,
      @Nullable DeploymentConfiguration configuration) {
    if (desired != null) {
      return invalid(
          "The daemon scheduling strategy does not support a desired count for services. Remove the"
              + " desired count value and try again");
    }
    if (!strategies.isEmpty()) {
      return invalid(
          "The daemon scheduling strategy does not support placement strategies: there is a task on"
              + " each instance. Remove placementStrategy and try again.");
    }
    if (controller != null && controller.type() != DeploymentControllerType.ECS) {
      return invalid(
          "The daemon scheduling strategy does not support the deployment controller "
              + controller.typeAsString()
              + "; use ECS.");
    }
    if (configuration == null) {
      return Optional.empty();
    }
    Integer most = configuration.maximumPercent();
    if (most != null && most != MOST_PERCENT) {
      return invalid(
          "The daemon scheduling strategy does not support a maximumPercent of "
              + most
              + ": there are never two tasks on an instance. Use 100.");
    }
    return configuration.strategy() != null
            && configuration.strategy() != DeploymentStrategy.ROLLING
        ? invalid(
            "The daemon scheduling strategy does not support the deployment strategy "
                + configuration.strategyAsString()
                + "; use ROLLING.")
        : Optional.empty();
  }

  private static Optional<EcsError> invalid(String message) {
    return Optional.of(new EcsError.InvalidParameter(message));
  }
}
