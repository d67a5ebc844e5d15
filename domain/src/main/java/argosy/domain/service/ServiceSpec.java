package argosy.domain.service;

import argosy.domain.capacity.Strategy;
import argosy.domain.cluster.Cluster;
import argosy.domain.id.ServiceArn;
import argosy.domain.id.TaskDefinitionArn;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.AvailabilityZoneRebalancing;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentController;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/// What a service says, as ECS echoes it: what users left out is spelled out.
final class ServiceSpec {
  private static final int REPLICA_LEAST = 100;
  private static final int REPLICA_MOST = 200;
  private static final int DAEMON_LEAST = 0;
  private static final int DAEMON_MOST = 100;

  private ServiceSpec() {}

  static Service of(
      CreateServiceRequest said,
      ServiceArn arn,
      TaskDefinitionArn definition,
      Cluster cluster,
      String createdBy,
      Instant now) {
    boolean daemon = said.schedulingStrategy() == SchedulingStrategy.DAEMON;
    List<CapacityProviderStrategyItem> capacity =
        capacity(said.launchType(), said.capacityProviderStrategy(), cluster);
    return Service.builder()
        .serviceArn(arn.toString())
        .serviceName(arn.name())
        .clusterArn(arn.clusterArn().toString())
        .taskDefinition(definition.toString())
        .desiredCount(daemon ? 0 : Objects.requireNonNullElse(said.desiredCount(), 0))
        .launchType(
            capacity.isEmpty()
                ? Objects.requireNonNullElse(said.launchType(), LaunchType.EC2)
                : null)
        .capacityProviderStrategy(capacity)
        .platformVersion(said.platformVersion())
        .schedulingStrategy(daemon ? SchedulingStrategy.DAEMON : SchedulingStrategy.REPLICA)
        .deploymentController(
            Objects.requireNonNullElse(
                said.deploymentController(),
                DeploymentController.builder().type(DeploymentControllerType.ECS).build()))
        .deploymentConfiguration(configuration(said.deploymentConfiguration(), daemon))
        .placementConstraints(said.placementConstraints())
        .placementStrategy(said.placementStrategy())
        .networkConfiguration(said.networkConfiguration())
        .loadBalancers(said.loadBalancers())
        .serviceRegistries(said.serviceRegistries())
        .healthCheckGracePeriodSeconds(said.healthCheckGracePeriodSeconds())
        .availabilityZoneRebalancing(
            Objects.requireNonNullElse(
                said.availabilityZoneRebalancing(), AvailabilityZoneRebalancing.DISABLED))
        .enableECSManagedTags(Boolean.TRUE.equals(said.enableECSManagedTags()))
        .enableExecuteCommand(Boolean.TRUE.equals(said.enableExecuteCommand()))
        .propagateTags(Objects.requireNonNullElse(said.propagateTags(), PropagateTags.NONE))
        .roleArn(said.role())
        .createdBy(createdBy)
        .createdAt(now)
        .build();
  }

  /// As an update leaves it.
  ///
  /// @param definition of its tasks from now on
  static Service updated(
      Service before, UpdateServiceRequest said, TaskDefinitionArn definition, Cluster cluster) {
    boolean daemon = before.schedulingStrategy() == SchedulingStrategy.DAEMON;
    var after = before.toBuilder().taskDefinition(definition.toString());
    if (said.desiredCount() != null) {
      after.desiredCount(said.desiredCount());
    }
    if (said.hasCapacityProviderStrategy()) {
      List<CapacityProviderStrategyItem> capacity =
          capacity(null, said.capacityProviderStrategy(), cluster);
      after
          .capacityProviderStrategy(capacity)
          .launchType(capacity.isEmpty() ? LaunchType.EC2 : null);
    }
    if (said.deploymentConfiguration() != null) {
      after.deploymentConfiguration(
          configuration(
              merged(before.deploymentConfiguration(), said.deploymentConfiguration()), daemon));
    }
    if (said.hasPlacementConstraints()) {
      after.placementConstraints(said.placementConstraints());
    }
    if (said.hasPlacementStrategy()) {
      after.placementStrategy(said.placementStrategy());
    }
    return after
        .availabilityZoneRebalancing(
            either(said.availabilityZoneRebalancing(), before.availabilityZoneRebalancing()))
        .deploymentController(either(said.deploymentController(), before.deploymentController()))
        .enableECSManagedTags(either(said.enableECSManagedTags(), before.enableECSManagedTags()))
        .enableExecuteCommand(either(said.enableExecuteCommand(), before.enableExecuteCommand()))
        .healthCheckGracePeriodSeconds(
            either(said.healthCheckGracePeriodSeconds(), before.healthCheckGracePeriodSeconds()))
        .networkConfiguration(either(said.networkConfiguration(), before.networkConfiguration()))
        .platformVersion(either(said.platformVersion(), before.platformVersion()))
        .propagateTags(either(said.propagateTags(), before.propagateTags()))
        .build();
  }

  private static List<CapacityProviderStrategyItem> capacity(
      @Nullable LaunchType type, List<CapacityProviderStrategyItem> said, Cluster cluster) {
    if (type != null) {
      return List.of();
    }
    return said.isEmpty() ? cluster.capacity().strategy() : Strategy.echo(said);
  }

  private static DeploymentConfiguration configuration(
      @Nullable DeploymentConfiguration said, boolean daemon) {
    DeploymentConfiguration known =
        Objects.requireNonNullElse(said, DeploymentConfiguration.builder().build());
    return known.toBuilder()
        .minimumHealthyPercent(
            Objects.requireNonNullElse(
                known.minimumHealthyPercent(), daemon ? DAEMON_LEAST : REPLICA_LEAST))
        .maximumPercent(
            Objects.requireNonNullElse(known.maximumPercent(), daemon ? DAEMON_MOST : REPLICA_MOST))
        .strategy(Objects.requireNonNullElse(known.strategy(), DeploymentStrategy.ROLLING))
        .bakeTimeInMinutes(Objects.requireNonNullElse(known.bakeTimeInMinutes(), 0))
        .build();
  }

  /// What an update leaves out stays as it was.
  private static DeploymentConfiguration merged(
      DeploymentConfiguration before, DeploymentConfiguration said) {
    var all =
        said.toBuilder()
            .deploymentCircuitBreaker(
                either(said.deploymentCircuitBreaker(), before.deploymentCircuitBreaker()))
            .alarms(either(said.alarms(), before.alarms()))
            .bakeTimeInMinutes(either(said.bakeTimeInMinutes(), before.bakeTimeInMinutes()))
            .canaryConfiguration(either(said.canaryConfiguration(), before.canaryConfiguration()))
            .linearConfiguration(either(said.linearConfiguration(), before.linearConfiguration()))
            .maximumPercent(either(said.maximumPercent(), before.maximumPercent()))
            .minimumHealthyPercent(
                either(said.minimumHealthyPercent(), before.minimumHealthyPercent()))
            .strategy(either(said.strategy(), before.strategy()));
    return (said.hasLifecycleHooks() ? all : all.lifecycleHooks(before.lifecycleHooks())).build();
  }

  private static <T> @Nullable T either(@Nullable T said, @Nullable T before) {
    return said == null ? before : said;
  }
}
