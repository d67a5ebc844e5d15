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
import software.amazon.awssdk.services.ecs.model.CanaryConfiguration;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentController;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.LinearConfiguration;
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
  private static final double LINEAR_PERCENT = 10.0;
  private static final int LINEAR_MINUTES = 6;
  private static final double CANARY_PERCENT = 5.0;
  private static final int CANARY_MINUTES = 10;

  private ServiceSpec() {}

  /// @param definition of its tasks; null if its task sets say it
  static Service of(
      CreateServiceRequest said,
      ServiceArn arn,
      @Nullable TaskDefinitionArn definition,
      Cluster cluster,
      String createdBy,
      Instant now) {
    boolean daemon = said.schedulingStrategy() == SchedulingStrategy.DAEMON;
    boolean outside = definition == null;
    List<CapacityProviderStrategyItem> capacity =
        daemon || outside
            ? List.of()
            : capacity(said.launchType(), said.capacityProviderStrategy(), cluster);
    return Service.builder()
        .serviceArn(arn.toString())
        .serviceName(arn.name())
        .clusterArn(arn.clusterArn().toString())
        .taskDefinition(definition == null ? null : definition.toString())
        .desiredCount(daemon ? 0 : Objects.requireNonNullElse(said.desiredCount(), 0))
        .launchType(
            capacity.isEmpty() && !outside
                ? Objects.requireNonNullElse(said.launchType(), LaunchType.EC2)
                : null)
        .capacityProviderStrategy(capacity)
        .platformVersion(said.platformVersion())
        .schedulingStrategy(daemon ? SchedulingStrategy.DAEMON : SchedulingStrategy.REPLICA)
        .deploymentController(
            Objects.requireNonNullElse(
                said.deploymentController(),
                DeploymentController.builder().type(DeploymentControllerType.ECS).build()))
        .deploymentConfiguration(
            outside ? null : configuration(said.deploymentConfiguration(), daemon))
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
  /// @param definition of its tasks from now on; null if its task sets say it
  static Service updated(
      Service before,
      UpdateServiceRequest said,
      @Nullable TaskDefinitionArn definition,
      Cluster cluster) {
    boolean daemon = before.schedulingStrategy() == SchedulingStrategy.DAEMON;
    var after =
        before.toBuilder().taskDefinition(definition == null ? null : definition.toString());
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

  /// The strategy that counts: the one that is said, else the cluster's, unless a launch type is.
  static List<CapacityProviderStrategyItem> capacity(
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
        .linearConfiguration(linear(known.linearConfiguration()))
        .canaryConfiguration(canary(known.canaryConfiguration()))
        .build();
  }

  private static @Nullable LinearConfiguration linear(@Nullable LinearConfiguration said) {
    return said == null
        ? null
        : said.toBuilder()
            .stepPercent(Objects.requireNonNullElse(said.stepPercent(), LINEAR_PERCENT))
            .stepBakeTimeInMinutes(
                Objects.requireNonNullElse(said.stepBakeTimeInMinutes(), LINEAR_MINUTES))
            .build();
  }

  private static @Nullable CanaryConfiguration canary(@Nullable CanaryConfiguration said) {
    return said == null
        ? null
        : said.toBuilder()
            .canaryPercent(Objects.requireNonNullElse(said.canaryPercent(), CANARY_PERCENT))
            .canaryBakeTimeInMinutes(
                Objects.requireNonNullElse(said.canaryBakeTimeInMinutes(), CANARY_MINUTES))
            .build();
  }

  /// What an update leaves out stays as it was. The steps of a strategy go when another is chosen.
  private static DeploymentConfiguration merged(
      DeploymentConfiguration before, DeploymentConfiguration said) {
    boolean changes = said.strategy() != null && said.strategy() != before.strategy();
    var all =
        said.toBuilder()
            .deploymentCircuitBreaker(
                either(said.deploymentCircuitBreaker(), before.deploymentCircuitBreaker()))
            .alarms(either(said.alarms(), before.alarms()))
            .bakeTimeInMinutes(either(said.bakeTimeInMinutes(), before.bakeTimeInMinutes()))
            .canaryConfiguration(
                said.canaryConfiguration() == null && !changes
                    ? before.canaryConfiguration()
                    : said.canaryConfiguration())
            .linearConfiguration(
                said.linearConfiguration() == null && !changes
                    ? before.linearConfiguration()
                    : said.linearConfiguration())
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
