package argosy.domain.service;

import static argosy.domain.service.CheckService.first;
import static argosy.domain.service.CheckService.known;
import static argosy.domain.service.CheckService.unless;

import argosy.domain.error.EcsError;
import argosy.domain.taskdef.Said;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentController;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/// What who replaces the tasks of a service, ECS or somebody outside, allows to be said of it.
final class CheckController {

  /// What task sets say instead, if somebody outside replaces the tasks.
  private static final List<String> OF_TASK_SETS =
      List.of(
          "taskDefinition",
          "launchType",
          "capacityProviderStrategy",
          "platformVersion",
          "networkConfiguration",
          "serviceRegistries",
          "placementConstraints",
          "placementStrategy",
          "deploymentConfiguration",
          "forceNewDeployment",
          "availabilityZoneRebalancing");

  private CheckController() {}

  static Optional<EcsError> complaint(CreateServiceRequest said) {
    return first(
        () -> controller(said.deploymentController()),
        () ->
            unless(
                !isExternal(said.deploymentController())
                    || said.schedulingStrategy() != SchedulingStrategy.DAEMON,
                () ->
                    "The deployment controller EXTERNAL does not support the scheduling strategy"
                        + " DAEMON. Use REPLICA."),
        () ->
            isExternal(said.deploymentController())
                ? ofTaskSets(Said.besides(Set.of(), said).toList())
                : Optional.empty(),
        () ->
            unless(
                isExternal(said.deploymentController()) || said.taskDefinition() != null,
                () ->
                    "taskDefinition is required: the family, family:revision or ARN of a task"
                        + " definition."),
        () ->
            said.schedulingStrategy() == SchedulingStrategy.DAEMON
                ? ofDaemon(said.deploymentConfiguration())
                : Optional.empty());
  }

  static Optional<EcsError> complaint(Service service, UpdateServiceRequest said) {
    @Nullable DeploymentController before = service.spec().deploymentController();
    @Nullable DeploymentController wanted = said.deploymentController();
    return first(
        () -> controller(wanted),
        () ->
            unless(
                wanted == null || isExternal(wanted) == isExternal(before),
                () ->
                    "The deployment controller of a service can't be changed between ECS and"
                        + " EXTERNAL yet: make a new service."),
        () ->
            isExternal(before)
                ? ofTaskSets(Said.besides(Set.of(), said).toList())
                : Optional.empty(),
        () -> service.isDaemon() ? ofDaemon(said.deploymentConfiguration()) : Optional.empty());
  }

  private static Optional<EcsError> ofDaemon(@Nullable DeploymentConfiguration said) {
    return unless(
        said == null || said.strategy() == null || said.strategy() == DeploymentStrategy.ROLLING,
        () -> "The daemon scheduling strategy supports the deployment strategy ROLLING only.");
  }

  private static Optional<EcsError> controller(@Nullable DeploymentController said) {
    if (said == null) {
      return Optional.empty();
    }
    return first(
        () ->
            unless(
                said.typeAsString() != null, () -> "deploymentController.type is required: ECS."),
        () ->
            known(
                "deploymentController.type",
                said.typeAsString(),
                DeploymentControllerType.knownValues()),
        () ->
            unless(
                said.type() != DeploymentControllerType.CODE_DEPLOY,
                () ->
                    "The deployment controller CODE_DEPLOY needs AWS CodeDeploy, which is not"
                        + " here. Use ECS with the deployment strategy BLUE_GREEN, LINEAR or"
                        + " CANARY, or EXTERNAL."));
  }

  private static Optional<EcsError> ofTaskSets(List<String> members) {
    List<String> wrong = OF_TASK_SETS.stream().filter(members::contains).toList();
    return unless(
        wrong.isEmpty(),
        () ->
            "A service with the deployment controller EXTERNAL does not support "
                + String.join(", ", wrong)
                + ". Its task sets say it.");
  }

  private static boolean isExternal(@Nullable DeploymentController said) {
    return said != null && said.type() == DeploymentControllerType.EXTERNAL;
  }
}
