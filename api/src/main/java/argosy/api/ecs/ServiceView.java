package argosy.api.ecs;

import argosy.domain.service.Revision;
import argosy.domain.service.Rollout;
import argosy.domain.service.Service;
import argosy.domain.service.ServiceEvent;
import argosy.domain.service.ServiceStatus;
import argosy.domain.service.TaskSet;
import argosy.domain.state.Picture;
import argosy.domain.task.Task;
import argosy.domain.task.TaskStatus;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.ResourceManagementType;
import software.amazon.awssdk.services.ecs.model.ServiceCurrentRevisionSummary;

/// How services look in answers.
final class ServiceView {
  private ServiceView() {}

  /// How many tasks there are of something.
  record Counts(int pending, int running) {
    static Counts of(Collection<Task> tasks, String startedBy) {
      int pending = 0;
      int running = 0;
      for (Task task : tasks) {
        if (startedBy.isEmpty() || startedBy.equals(task.launch().startedBy())) {
          running += task.last() == TaskStatus.RUNNING ? 1 : 0;
          pending += task.last().compareTo(TaskStatus.RUNNING) < 0 ? 1 : 0;
        }
      }
      return new Counts(pending, running);
    }
  }

  static software.amazon.awssdk.services.ecs.model.Service of(
      Picture picture, Service service, boolean tags) {
    Collection<Task> tasks = Task.unstoppedOf(picture, service.key().id());
    Counts all = Counts.of(tasks, "");
    List<argosy.domain.service.Deployment> deployments =
        service.isRolled() ? service.deployments() : List.of();
    var view =
        service.spec().toBuilder()
            .status(service.status().name())
            .runningCount(all.running())
            .pendingCount(all.pending())
            .deployments(
                deployments.stream().map(d -> deployment(picture, service, d, tasks)).toList())
            .events(
                ServiceEvent.of(picture, service.arn()).stream().map(ServiceView::event).toList())
            .taskSets(
                TaskSet.of(picture, service.arn()).stream()
                    .map(set -> TaskSetView.of(service, set, tasks, tags))
                    .toList())
            .currentServiceRevisions(
                deployments.stream().map(d -> revision(picture, service, d, tasks)).toList())
            .resourceManagementType(ResourceManagementType.CUSTOMER)
            .tags(tags ? List.copyOf(service.tags()) : List.of());
    if (service.status() == ServiceStatus.ACTIVE) {
      Rollout.underWay(picture, service)
          .ifPresent(r -> view.currentServiceDeployment(r.arn().toString()));
    }
    return view.build();
  }

  private static software.amazon.awssdk.services.ecs.model.ServiceEvent event(ServiceEvent event) {
    return software.amazon.awssdk.services.ecs.model.ServiceEvent.builder()
        .id(event.id())
        .createdAt(event.createdAt())
        .message(event.message())
        .build();
  }

  private static ServiceCurrentRevisionSummary revision(
      Picture picture,
      Service service,
      argosy.domain.service.Deployment deployment,
      Collection<Task> tasks) {
    Counts counts = Counts.of(tasks, deployment.name());
    return ServiceCurrentRevisionSummary.builder()
        .arn(deployment.revision(service.arn()).toString())
        .requestedTaskCount(wanted(picture, service, deployment))
        .runningTaskCount(counts.running())
        .pendingTaskCount(counts.pending())
        .build();
  }

  private static Deployment deployment(
      Picture picture,
      Service service,
      argosy.domain.service.Deployment deployment,
      Collection<Task> tasks) {
    Counts counts = Counts.of(tasks, deployment.name());
    Optional<Revision> revision = picture.find(Revision.key(deployment.revision(service.arn())));
    var view =
        Deployment.builder()
            .id(deployment.name())
            .status(isPrimary(service, deployment) ? "PRIMARY" : "ACTIVE")
            .desiredCount(wanted(picture, service, deployment))
            .runningCount(counts.running())
            .pendingCount(counts.pending())
            .failedTasks(deployment.trial().failed())
            .createdAt(deployment.createdAt())
            .updatedAt(deployment.updatedAt())
            .rolloutState(deployment.state().name())
            .rolloutStateReason(deployment.reason());
    revision.ifPresent(r ->
        view.taskDefinition(r.definition().toString())
            .launchType(r.spec().launchType())
            .capacityProviderStrategy(r.spec().capacityProviderStrategy())
            .platformVersion(r.spec().platformVersion())
            .networkConfiguration(r.spec().networkConfiguration()));
    return view.build();
  }

  private static boolean isPrimary(Service service, argosy.domain.service.Deployment deployment) {
    return service.deployments().getFirst().equals(deployment);
  }

  /// Older deployments are to have none in the end, but those that traffic is shifted from keep
  /// theirs until then.
  private static int wanted(
      Picture picture, Service service, argosy.domain.service.Deployment deployment) {
    boolean wanted =
        Rollout.underWay(picture, service)
            .map(rollout -> rollout.wants(deployment.id()))
            .orElseGet(() -> isPrimary(service, deployment));
    return wanted ? service.desired() : 0;
  }
}
