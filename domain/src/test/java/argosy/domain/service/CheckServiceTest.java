package argosy.domain.service;

import static argosy.domain.Fixtures.refused;
import static argosy.domain.service.Shop.asked;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import argosy.domain.Fixtures;
import argosy.domain.cluster.Cluster;
import argosy.domain.cluster.ClusterCapacity;
import argosy.domain.error.EcsError;
import argosy.domain.id.ServiceArn;
import argosy.domain.state.Change;
import argosy.domain.state.Picture;
import argosy.domain.taskdef.Family;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.AvailabilityZoneRebalancing;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHook;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookStage;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookTargetType;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PlacementConstraint;
import software.amazon.awssdk.services.ecs.model.PlacementStrategy;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.ThresholdType;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

class CheckServiceTest {
  private final Shop shop = new Shop();

  private void assertInvalid(String message, CreateServiceRequest.Builder said) {
    assertEquals(new EcsError.InvalidParameter(message), shop.complaint(said));
  }

  private void assertInvalid(String message, Consumer<DeploymentConfiguration.Builder> said) {
    assertInvalid(message, asked().deploymentConfiguration(said));
  }

  private static CreateServiceRequest.Builder daemon() {
    return asked().schedulingStrategy("DAEMON").desiredCount(null);
  }

  private static CreateServiceRequest.Builder external() {
    return CreateServiceRequest.builder()
        .serviceName("web")
        .desiredCount(2)
        .deploymentController(c -> c.type(DeploymentControllerType.EXTERNAL));
  }

  @Test
  void namesAndCountsAndWords() {
    assertInvalid(
        "serviceName has 1 to 255 letters, digits, hyphens and underscores, not 'a b'.",
        asked().serviceName("a b"));
    assertInvalid(
        "clientToken has 1 to 36 visible ASCII characters.", asked().clientToken("a".repeat(37)));
    assertInvalid(
        "desiredCount is required: how many tasks a service of the scheduling strategy REPLICA"
            + " keeps running.",
        asked().desiredCount(null));
    assertInvalid("desiredCount must be between 0 and 5000, not -1.", asked().desiredCount(-1));
    assertInvalid(
        "desiredCount must be between 0 and 5000, not 5001.", asked().desiredCount(5_001));
    assertInvalid(
        "schedulingStrategy must be one of DAEMON, REPLICA, not SPARE.",
        asked().schedulingStrategy("SPARE"));
    assertInvalid(
        "propagateTags must be one of NONE, SERVICE, TASK_DEFINITION, not ALL.",
        asked().propagateTags("ALL"));
    assertInvalid(
        "healthCheckGracePeriodSeconds must be between 0 and 2147483647, not -1.",
        asked().healthCheckGracePeriodSeconds(-1));
    assertInvalid(
        "role is for services with load balancers, which are not built yet. Leave it out.",
        asked().role("ecsServiceRole"));
    assertInvalid(
        "Duplicate tag key 'a': each key stands there once.",
        asked().tags(Tag.builder().key("a").build(), Tag.builder().key("a").build()));
    assertInvalid(
        "taskDefinition is required: the family, family:revision or ARN of a task definition.",
        asked().taskDefinition(null));
    assertEquals(
        new EcsError.Client("TaskDefinition not found."),
        shop.complaint(asked().taskDefinition("ghost")));
  }

  @Test
  void whatItRunsOn() {
    assertInvalid(
        "Argosy does not run launch type MANAGED_INSTANCES yet; use EC2 or FARGATE.",
        asked().launchType("MANAGED_INSTANCES"));
    assertInvalid(
        "Task definition does not support launch_type FARGATE.", asked().launchType("FARGATE"));
    assertInvalid(
        "Task definition does not support launch_type EXTERNAL.", vpc().launchType("EXTERNAL"));
    var item = CapacityProviderStrategyItem.builder().capacityProvider("FARGATE").build();
    assertInvalid(
        "Specifying both a launch type and capacity provider strategy is not supported. Remove one"
            + " and try again.",
        asked().launchType("EC2").capacityProviderStrategy(item));
    var capacity = new ClusterCapacity(List.of("FARGATE"), List.of());
    shop.put(
        new Cluster(
            Fixtures.CLUSTER, List.of(), List.of(), Fixtures.NOON, null, capacity, null, null));
    assertInvalid(
        "Task definition does not support launch_type FARGATE.",
        asked().capacityProviderStrategy(item.toBuilder().weight(1).build()));
  }

  /// A service of a definition that runs nowhere but in a network of its own.
  private CreateServiceRequest.Builder vpc() {
    shop.put(new Family("vpc", 1));
    shop.put(Fixtures.definition(Fixtures.web().family("vpc").networkMode(NetworkMode.AWSVPC)));
    return asked().taskDefinition("vpc");
  }

  @Test
  void aTaskWithAnAddressOfItsOwnNeedsASubnet() {
    assertInvalid(
        "Network Configuration must be provided when networkMode 'awsvpc' is specified.", vpc());
    assertInvalid(
        "Error retrieving subnet information for [subnet-1]: The subnet ID 'subnet-1' does not"
            + " exist (ErrorCode: InvalidSubnetID.NotFound)",
        vpc().networkConfiguration(n -> n.awsvpcConfiguration(v -> v.subnets("subnet-1"))));
    assertInvalid(
        "Network Configuration is not valid for the given networkMode of this task definition.",
        asked().networkConfiguration(n -> n.awsvpcConfiguration(v -> v.subnets("subnet-1"))));
  }

  @Test
  void aDaemonHasNoCount() {
    assertInvalid(
        "The daemon scheduling strategy does not support a desired count for services. Remove the"
            + " desired count value and try again",
        asked().schedulingStrategy("DAEMON"));
    assertInvalid(
        "The daemon scheduling strategy does not support values above 100 for maximumPercent on a"
            + " deployment configuration. Change the maximumPercent value to 100, and try again",
        daemon().deploymentConfiguration(c -> c.maximumPercent(200)));
    assertInvalid(
        "The daemon scheduling strategy does not support placement strategies. Remove the"
            + " placement strategy and try again.",
        daemon().placementStrategy(PlacementStrategy.builder().type("random").build()));
    assertInvalid(
        "The daemon scheduling strategy does not support the placement constraint"
            + " distinctInstance: each instance gets one task anyway. Remove it and try again.",
        daemon()
            .placementConstraints(PlacementConstraint.builder().type("distinctInstance").build()));
    assertInvalid(
        "The daemon scheduling strategy supports the deployment strategy ROLLING only.",
        daemon().deploymentConfiguration(c -> c.strategy(DeploymentStrategy.BLUE_GREEN)));
    var made = shop.create(daemon()).spec().deploymentConfiguration();
    assertEquals(0, made.minimumHealthyPercent());
    assertEquals(100, made.maximumPercent());
    assertEquals(
        new EcsError.InvalidParameter(
            "The daemon scheduling strategy does not support a desired count for services. Remove"
                + " the desired count value and try again"),
        refused(shop.updating(UpdateServiceRequest.builder().desiredCount(1))));
  }

  @Test
  void percentsLeaveRoomToMove() {
    assertInvalid(
        "Both maximumPercent and minimumHealthyPercent cannot be 100 as this will block"
            + " deployments.",
        c -> c.minimumHealthyPercent(100).maximumPercent(100));
    assertInvalid(
        "minimumHealthyPercent must be between 0 and 100, not 101.",
        c -> c.minimumHealthyPercent(101));
    assertInvalid(
        "maximumPercent must be between 100 and 10000, not 99.", c -> c.maximumPercent(99));
    shop.create(asked());
    var half = UpdateServiceRequest.builder().deploymentConfiguration(c -> c.maximumPercent(100));
    assertEquals(
        new EcsError.InvalidParameter(
            "Both maximumPercent and minimumHealthyPercent cannot be 100 as this will block"
                + " deployments."),
        refused(shop.updating(half)),
        "what an update leaves out stays as it was");
  }

  @Test
  void theCircuitBreakerSaysWhenItOpens() {
    assertInvalid(
        "deploymentCircuitBreaker needs enable and rollback, each true or false.",
        c -> c.deploymentCircuitBreaker(b -> b.enable(true)));
    assertInvalid(
        "thresholdConfiguration.value must be between 1 and 10000 for the type BOUNDED_PERCENT,"
            + " not 0.",
        c ->
            c.deploymentCircuitBreaker(b ->
                b.enable(true)
                    .rollback(true)
                    .thresholdConfiguration(t -> t.type(ThresholdType.BOUNDED_PERCENT).value(0))));
    assertInvalid(
        "thresholdConfiguration.type must be one of BOUNDED_PERCENT, COUNT, UNBOUNDED_PERCENT, not"
            + " SOME.",
        c ->
            c.deploymentCircuitBreaker(b ->
                b.enable(true)
                    .rollback(true)
                    .thresholdConfiguration(t -> t.type("SOME").value(5))));
    assertInvalid(
        "alarms needs at least one name in alarmNames if it is enabled.",
        c -> c.alarms(a -> a.enable(true).rollback(false).alarmNames(List.of())));
  }

  @Test
  void eachStrategyNamesItsSteps() {
    assertInvalid(
        "strategy must be one of BLUE_GREEN, CANARY, LINEAR, ROLLING, not RAINBOW.",
        c -> c.strategy("RAINBOW"));
    assertInvalid(
        "linearConfiguration is required for the deployment strategy LINEAR.",
        c -> c.strategy(DeploymentStrategy.LINEAR));
    assertInvalid(
        "canaryConfiguration is for the deployment strategy CANARY only, not ROLLING.",
        c -> c.canaryConfiguration(d -> d.canaryPercent(5.0)));
    assertInvalid(
        "linearConfiguration.stepPercent must be a multiple of 0.1 between 3.0 and 100.0, not"
            + " 10.05.",
        c -> c.strategy("LINEAR").linearConfiguration(d -> d.stepPercent(10.05)));
    assertInvalid(
        "canaryConfiguration.canaryBakeTimeInMinutes must be between 0 and 1440, not 1441.",
        c -> c.strategy("CANARY").canaryConfiguration(d -> d.canaryBakeTimeInMinutes(1_441)));
    assertInvalid(
        "bakeTimeInMinutes must be between 0 and 1440, not -1.", c -> c.bakeTimeInMinutes(-1));
    var made =
        shop.create(
            asked()
                .deploymentConfiguration(
                    c -> c.strategy("CANARY").canaryConfiguration(d -> d.canaryPercent(0.3))));
    var canary = made.spec().deploymentConfiguration().canaryConfiguration();
    assertEquals(0.3, canary.canaryPercent());
    assertEquals(10, canary.canaryBakeTimeInMinutes());
    var rolling =
        shop.done(
            shop.updating(
                UpdateServiceRequest.builder()
                    .deploymentConfiguration(c -> c.strategy("ROLLING"))));
    assertNull(rolling.spec().deploymentConfiguration().canaryConfiguration());
  }

  @Test
  void hooksPauseAndNothingElse() {
    var pause =
        DeploymentLifecycleHook.builder()
            .targetType(DeploymentLifecycleHookTargetType.PAUSE)
            .lifecycleStages(DeploymentLifecycleHookStage.POST_SCALE_UP);
    assertInvalid(
        "Lifecycle hooks with the target AWS_LAMBDA are not built yet: there is no Lambda. Use the"
            + " targetType PAUSE and ContinueServiceDeployment.",
        c -> c.lifecycleHooks(pause.copy().targetType((String) null).build()));
    assertInvalid(
        "A lifecycle hook needs at least one of the lifecycleStages.",
        c -> c.lifecycleHooks(pause.copy().lifecycleStages(List.of()).build()));
    assertInvalid(
        "timeoutConfiguration.timeoutInMinutes must be between 1 and 20160, not 0.",
        c ->
            c.lifecycleHooks(
                pause.copy().timeoutConfiguration(t -> t.timeoutInMinutes(0)).build()));
  }

  @Test
  void somebodyOutsideSaysTheRestByTaskSets() {
    assertInvalid(
        "The deployment controller CODE_DEPLOY needs AWS CodeDeploy, which is not here. Use ECS"
            + " with the deployment strategy BLUE_GREEN, LINEAR or CANARY, or EXTERNAL.",
        asked().deploymentController(c -> c.type("CODE_DEPLOY")));
    assertInvalid(
        "A service with the deployment controller EXTERNAL does not support taskDefinition,"
            + " launchType. Its task sets say it.",
        external().taskDefinition("web").launchType("EC2"));
    Service made = shop.create(external());
    assertEquals(List.of(), made.deployments());
    assertNull(made.spec().taskDefinition());
    assertNull(made.spec().launchType());
    assertEquals(
        5, shop.done(shop.updating(UpdateServiceRequest.builder().desiredCount(5))).desired());
    assertEquals(
        new EcsError.InvalidParameter(
            "A service with the deployment controller EXTERNAL does not support taskDefinition. Its"
                + " task sets say it."),
        refused(shop.updating(UpdateServiceRequest.builder().taskDefinition("web"))));
    shop.done(DeleteService.decide(shop.picture, Shop.WEB, true, shop.now, shop.random()));
    shop.reconcile();
    assertEquals(ServiceStatus.INACTIVE, shop.web().status());
  }

  @Test
  void zonesAreBalancedWhereThereIsRoom() {
    assertInvalid(
        "Availability Zone rebalancing needs a maximumPercent over 100, not 100.",
        asked()
            .availabilityZoneRebalancing(AvailabilityZoneRebalancing.ENABLED)
            .deploymentConfiguration(c -> c.minimumHealthyPercent(50).maximumPercent(100)));
    assertInvalid(
        "Availability Zone rebalancing needs no placement strategy, or spread over"
            + " attribute:ecs.availability-zone as the first one.",
        asked()
            .availabilityZoneRebalancing(AvailabilityZoneRebalancing.ENABLED)
            .placementStrategy(
                PlacementStrategy.builder().type("binpack").field("memory").build()));
  }

  @Test
  void aRequestMadeAgainAnswersTheSameService() {
    Service made = shop.create(asked().clientToken("once"));
    shop.pass(Duration.ofMinutes(1));
    assertEquals(made, shop.create(asked().clientToken("once")));
    assertInvalid("Creation of service was not idempotent.", asked().desiredCount(3));
    shop.done(DeleteService.decide(shop.picture, Shop.WEB, true, shop.now, shop.random()));
    assertInvalid("Unable to Start a service that is still Draining.", asked());
  }

  @Test
  void aClusterIsFullAtItsQuota() {
    Service made = shop.create(asked());
    Picture full = shop.picture;
    for (int i = 1; i < CheckService.SERVICES_MAX; i++) {
      var arn = new ServiceArn(Fixtures.CELL, "default", "s" + i);
      full =
          full.apply(
              new Change.Put(
                  new Service(
                      arn,
                      ServiceStatus.ACTIVE,
                      made.spec(),
                      List.of(),
                      Standing.NEW,
                      null,
                      null,
                      "",
                      List.of(),
                      Fixtures.NOON,
                      null,
                      1)));
    }
    shop.picture = full;
    assertInvalid(
        "A cluster has at most 5000 services, and this one has as many.",
        asked().serviceName("another"));
  }
}
