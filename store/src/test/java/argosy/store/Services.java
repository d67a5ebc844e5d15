package argosy.store;

import static argosy.store.Everything.NOON;

import argosy.domain.id.RevisionArn;
import argosy.domain.id.ServiceArn;
import argosy.domain.id.ServiceDeploymentArn;
import argosy.domain.id.TaskSetArn;
import argosy.domain.service.Course;
import argosy.domain.service.Deployment;
import argosy.domain.service.Revision;
import argosy.domain.service.Rollout;
import argosy.domain.service.ServiceAction;
import argosy.domain.service.ServiceEvent;
import argosy.domain.service.ServiceStatus;
import argosy.domain.service.Standing;
import argosy.domain.service.TaskSet;
import argosy.domain.service.Trial;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookDetail;
import software.amazon.awssdk.services.ecs.model.PlacementConstraint;
import software.amazon.awssdk.services.ecs.model.PlacementStrategy;
import software.amazon.awssdk.services.ecs.model.Rollback;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentLifecycleStage;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentRollbackMonitorsStatus;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;

/// One service and all that is remembered of it, with all members.
final class Services {
  static final ServiceArn ARN = new ServiceArn(Everything.CELL, "default", "web");
  private static final String OLD = "1111111111111111111";
  private static final String NEW = "2222222222222222222";
  private static final List<PlacementConstraint> CONSTRAINTS =
      List.of(PlacementConstraint.builder().type("memberOf").expression("disk == ssd").build());
  private static final List<PlacementStrategy> STRATEGIES =
      List.of(PlacementStrategy.builder().type("spread").field("instanceId").build());
  private static final DeploymentConfiguration CONFIGURATION =
      DeploymentConfiguration.builder()
          .minimumHealthyPercent(50)
          .maximumPercent(150)
          .strategy("CANARY")
          .bakeTimeInMinutes(5)
          .canaryConfiguration(c -> c.canaryPercent(0.3).canaryBakeTimeInMinutes(10))
          .deploymentCircuitBreaker(b ->
              b.enable(true).rollback(true).thresholdConfiguration(t -> t.type("COUNT").value(5)))
          .build();

  private Services() {}

  static TaskSet taskSet() {
    var arn = new TaskSetArn(ARN, NEW);
    return new TaskSet(
        arn,
        software.amazon.awssdk.services.ecs.model.TaskSet.builder()
            .id("ecs-svc/" + NEW)
            .taskSetArn(arn.toString())
            .serviceArn(ARN.toString())
            .clusterArn(ARN.clusterArn().toString())
            .externalId("green")
            .status("PRIMARY")
            .taskDefinition(Everything.WEB.toString())
            .launchType("EC2")
            .scale(s -> s.value(12.5).unit("PERCENT"))
            .stabilityStatus("STABILIZING")
            .stabilityStatusAt(NOON)
            .createdAt(NOON)
            .updatedAt(NOON.plusSeconds(1))
            .build(),
        Everything.TAGS,
        "token");
  }

  static argosy.domain.service.Service service() {
    var trial = new Trial(5, 4, "(task t1) exit code 1", NOON.minusSeconds(9), NOON.plusSeconds(2));
    return new argosy.domain.service.Service(
        ARN,
        ServiceStatus.INACTIVE,
        Service.builder()
            .serviceArn(ARN.toString())
            .serviceName("web")
            .clusterArn(ARN.clusterArn().toString())
            .taskDefinition(Everything.WEB.toString())
            .desiredCount(2)
            .launchType("EC2")
            .schedulingStrategy("REPLICA")
            .deploymentConfiguration(CONFIGURATION)
            .placementConstraints(CONSTRAINTS)
            .placementStrategy(STRATEGIES)
            .propagateTags("SERVICE")
            .enableECSManagedTags(true)
            .createdAt(NOON)
            .createdBy("arn:aws:iam::123456789012:root")
            .build(),
        List.of(
            new Deployment(NEW, Deployment.State.FAILED, "why", trial, NOON, NOON.plusSeconds(1)),
            new Deployment(OLD, Deployment.State.COMPLETED, "", Trial.NONE, NOON, NOON)),
        new Standing(NOON, "nowhere", NOON.plusSeconds(3), 7, NOON.minusSeconds(3)),
        "AbCdEfGhIjKlMnOpQrS-_",
        OLD,
        "position",
        Everything.TAGS,
        NOON,
        NOON.plusSeconds(9),
        4);
  }

  static Revision revision() {
    var arn = new RevisionArn(ARN, NEW);
    return new Revision(
        arn,
        Everything.WEB,
        ServiceRevision.builder()
            .serviceRevisionArn(arn.toString())
            .serviceArn(ARN.toString())
            .clusterArn(ARN.clusterArn().toString())
            .taskDefinition(Everything.WEB.toString())
            .launchType("EC2")
            .createdAt(NOON)
            .build(),
        CONSTRAINTS,
        STRATEGIES);
  }

  static Rollout rollout() {
    return new Rollout(
        new ServiceDeploymentArn(ARN, "AbCdEfGhIjKlMnOpQrS-_"),
        NEW,
        List.of(OLD),
        ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL,
        "why",
        CONFIGURATION,
        new Course(
            new Course.Stage(ServiceDeploymentLifecycleStage.BAKE_TIME, NOON, 1, true),
            new Course.Traffic(OLD, 100.0, 50.0),
            new Course.Watch(ServiceDeploymentRollbackMonitorsStatus.TRIGGERED, List.of("errors"))),
        Rollback.builder()
            .reason("why")
            .startedAt(NOON)
            .serviceRevisionArn(new RevisionArn(ARN, OLD).toString())
            .build(),
        List.of(
            DeploymentLifecycleHookDetail.builder()
                .hookId("h1")
                .targetType("PAUSE")
                .status("SUCCEEDED")
                .expiresAt(NOON.plusSeconds(60))
                .timeoutAction("ROLLBACK")
                .build()),
        new Rollout.Breaker(5, 5, true),
        new Rollout.Times(NOON, NOON, NOON.plusSeconds(9), NOON.plusSeconds(5), NOON));
  }

  static ServiceEvent event() {
    return new ServiceEvent(
        ARN,
        7,
        "0f0f",
        NOON,
        "(service web) has reached a steady state.",
        ServiceAction.SERVICE_STEADY_STATE);
  }
}
