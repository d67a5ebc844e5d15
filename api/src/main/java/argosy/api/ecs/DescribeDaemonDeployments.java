package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.daemon.Daemon;
import argosy.domain.daemon.DaemonDeployment;
import argosy.domain.id.DaemonDeploymentArn;
import argosy.domain.state.Picture;
import argosy.wire.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.DaemonCircuitBreaker;
import software.amazon.awssdk.services.ecs.model.DaemonDeploymentAlarms;
import software.amazon.awssdk.services.ecs.model.DaemonDeploymentRollbackMonitorsStatus;
import software.amazon.awssdk.services.ecs.model.DescribeDaemonDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeDaemonDeploymentsResponse;
import software.amazon.awssdk.services.ecs.model.Failure;

/// Describes deployments of daemons by ARN.
final class DescribeDaemonDeployments implements Action<DescribeDaemonDeploymentsRequest> {

  @Override
  public Answer perform(DescribeDaemonDeploymentsRequest request, Context context) {
    List<String> arns = request.daemonDeploymentArns();
    return Daemons.count("daemonDeploymentArns", arns).orElseGet(() -> describe(arns, context));
  }

  private static Answer describe(List<String> arns, Context context) {
    List<software.amazon.awssdk.services.ecs.model.DaemonDeployment> found = new ArrayList<>();
    List<Failure> failures = new ArrayList<>();
    for (String arn : arns) {
      Optional<DaemonDeployment> deployment =
          DaemonDeploymentArn.parse(arn)
              .filter(a -> a.daemon().cell().equals(context.cell().id()))
              .flatMap(a -> context.picture().find(DaemonDeployment.key(a)));
      deployment.ifPresentOrElse(
          known -> found.add(view(context.picture(), known)),
          () -> failures.add(Views.missing(arn)));
    }
    return Context.reply(
        DescribeDaemonDeploymentsResponse.builder()
            .daemonDeployments(found)
            .failures(failures)
            .build());
  }

  private static software.amazon.awssdk.services.ecs.model.DaemonDeployment view(
      Picture picture, DaemonDeployment deployment) {
    Daemon daemon = picture.find(Daemon.key(deployment.arn().daemon())).orElseThrow();
    return software.amazon.awssdk.services.ecs.model.DaemonDeployment.builder()
        .daemonDeploymentArn(deployment.arn().toString())
        .clusterArn(daemon.arn().clusterArn().toString())
        .status(deployment.status())
        .statusReason(deployment.reason())
        .targetDaemonRevision(Daemons.deployed(picture, daemon, deployment.target()))
        .sourceDaemonRevisions(
            deployment.sources().stream().map(id -> Daemons.deployed(picture, daemon, id)).toList())
        .circuitBreaker(
            DaemonCircuitBreaker.builder()
                .failureCount(deployment.failures())
                .threshold(deployment.threshold())
                .status(breaker(deployment))
                .build())
        .alarms(
            DaemonDeploymentAlarms.builder()
                .status(DaemonDeploymentRollbackMonitorsStatus.DISABLED)
                .alarmNames(List.of())
                .triggeredAlarmNames(List.of())
                .build())
        .rollback(deployment.rollback())
        .deploymentConfiguration(deployment.configuration())
        .createdAt(deployment.times().createdAt())
        .startedAt(deployment.times().startedAt())
        .stoppedAt(deployment.times().stoppedAt())
        .finishedAt(deployment.times().finishedAt())
        .build();
  }

  private static DaemonDeploymentRollbackMonitorsStatus breaker(DaemonDeployment deployment) {
    boolean open = deployment.threshold() > 0 && deployment.failures() >= deployment.threshold();
    if (open || deployment.isBack()) {
      return DaemonDeploymentRollbackMonitorsStatus.TRIGGERED;
    }
    return deployment.isOver()
        ? DaemonDeploymentRollbackMonitorsStatus.MONITORING_COMPLETE
        : DaemonDeploymentRollbackMonitorsStatus.MONITORING;
  }
}
