package argosy.api.ecs;

import argosy.domain.id.RevisionArn;
import argosy.domain.service.Course;
import argosy.domain.service.Deployment;
import argosy.domain.service.Rollout;
import argosy.domain.service.Service;
import argosy.domain.state.Picture;
import argosy.domain.task.Task;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.DeploymentAlarms;
import software.amazon.awssdk.services.ecs.model.DeploymentCircuitBreaker;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentAlarms;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentCircuitBreaker;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentRollbackMonitorsStatus;
import software.amazon.awssdk.services.ecs.model.ServiceRevisionSummary;

/// How service deployments look in answers.
final class RolloutView {
  private RolloutView() {}

  static ServiceDeployment of(Picture picture, Rollout rollout) {
    Collection<Task> tasks = Task.unstoppedOf(picture, serviceId(rollout));
    Optional<Service> service = Service.living(picture, rollout.arn().service());
    Rollout.Times times = rollout.times();
    var view =
        ServiceDeployment.builder()
            .serviceDeploymentArn(rollout.arn().toString())
            .serviceArn(rollout.arn().service().toString())
            .clusterArn(rollout.arn().service().clusterArn().toString())
            .createdAt(times.createdAt())
            .startedAt(times.startedAt())
            .finishedAt(times.finishedAt())
            .stoppedAt(times.stoppedAt())
            .updatedAt(times.updatedAt())
            .sourceServiceRevisions(
                rollout.sources().stream()
                    .map(id -> revision(rollout, id, service, tasks))
                    .toList())
            .targetServiceRevision(revision(rollout, rollout.target(), service, tasks))
            .status(rollout.status())
            .statusReason(reason(rollout))
            .deploymentConfiguration(rollout.configuration())
            .rollback(rollout.rollback())
            .lifecycleHookDetails(rollout.hooks())
            .deploymentCircuitBreaker(breaker(rollout))
            .alarms(alarms(rollout));
    return isRolling(rollout) && rollout.hooks().isEmpty()
        ? view.build()
        : view.lifecycleStage(rollout.stage().name()).build();
  }

  static ServiceDeploymentBrief brief(Rollout rollout) {
    Rollout.Times times = rollout.times();
    return ServiceDeploymentBrief.builder()
        .serviceDeploymentArn(rollout.arn().toString())
        .serviceArn(rollout.arn().service().toString())
        .clusterArn(rollout.arn().service().clusterArn().toString())
        .createdAt(times.createdAt())
        .startedAt(times.startedAt())
        .finishedAt(times.finishedAt())
        .targetServiceRevisionArn(
            new RevisionArn(rollout.arn().service(), rollout.target()).toString())
        .status(rollout.status())
        .statusReason(reason(rollout))
        .build();
  }

  private static String serviceId(Rollout rollout) {
    return Service.key(rollout.arn().service()).id();
  }

  private static @Nullable String reason(Rollout rollout) {
    return rollout.reason().isEmpty() ? null : rollout.reason();
  }

  /// Where all traffic changes over at once, there are no stages worth telling.
  private static boolean isRolling(Rollout rollout) {
    return Objects.requireNonNullElse(
            rollout.configuration().strategy(), DeploymentStrategy.ROLLING)
        == DeploymentStrategy.ROLLING;
  }

  private static ServiceRevisionSummary revision(
      Rollout rollout, String id, Optional<Service> service, Collection<Task> tasks) {
    var deployment = Deployment.begun(id, Instant.EPOCH);
    ServiceView.Counts counts = ServiceView.Counts.of(tasks, deployment.name());
    var view =
        ServiceRevisionSummary.builder()
            .arn(new RevisionArn(rollout.arn().service(), id).toString())
            .requestedTaskCount(
                service.filter(s -> isWanted(rollout, id, s)).map(Service::desired).orElse(0))
            .runningTaskCount(counts.running())
            .pendingTaskCount(counts.pending());
    return isRolling(rollout)
        ? view.build()
        : view.requestedProductionTrafficWeight(rollout.production(id))
            .requestedTestTrafficWeight(rollout.test(id))
            .build();
  }

  /// Whether a revision is meant to have its tasks: those of the PRIMARY deployment, and while
  /// traffic is shifted those that the rollout wants.
  private static boolean isWanted(Rollout rollout, String revision, Service service) {
    return (rollout.isOver() || isRolling(rollout))
        ? service.primary().filter(primary -> primary.id().equals(revision)).isPresent()
        : rollout.wants(revision);
  }

  private static ServiceDeploymentCircuitBreaker breaker(Rollout rollout) {
    @Nullable DeploymentCircuitBreaker said = rollout.configuration().deploymentCircuitBreaker();
    boolean enabled = said != null && Boolean.TRUE.equals(said.enable());
    Rollout.Breaker breaker = rollout.breaker();
    return ServiceDeploymentCircuitBreaker.builder()
        .status(monitor(rollout, enabled, breaker.open()))
        .failureCount(breaker.failures())
        .threshold(breaker.threshold())
        .build();
  }

  private static ServiceDeploymentAlarms alarms(Rollout rollout) {
    @Nullable DeploymentAlarms said = rollout.configuration().alarms();
    boolean enabled = said != null && Boolean.TRUE.equals(said.enable());
    Course.@Nullable Watch watch = rollout.course().watch();
    List<String> triggered = watch == null ? List.of() : watch.triggered();
    var view =
        ServiceDeploymentAlarms.builder()
            .status(monitor(rollout, enabled, !triggered.isEmpty()))
            .triggeredAlarmNames(triggered);
    return (enabled ? view.alarmNames(said.alarmNames()) : view).build();
  }

  private static ServiceDeploymentRollbackMonitorsStatus monitor(
      Rollout rollout, boolean enabled, boolean triggered) {
    if (!enabled) {
      return ServiceDeploymentRollbackMonitorsStatus.DISABLED;
    }
    if (triggered) {
      return ServiceDeploymentRollbackMonitorsStatus.TRIGGERED;
    }
    return rollout.isOver()
        ? ServiceDeploymentRollbackMonitorsStatus.MONITORING_COMPLETE
        : ServiceDeploymentRollbackMonitorsStatus.MONITORING;
  }
}
