package argosy.api.ecs;

import argosy.domain.service.Deployment;
import argosy.domain.service.Service;
import argosy.domain.service.TaskSet;
import argosy.domain.state.Picture;
import argosy.domain.task.Task;
import java.util.Collection;
import java.util.List;

/// How task sets look in answers.
final class TaskSetView {
  private TaskSetView() {}

  static software.amazon.awssdk.services.ecs.model.TaskSet of(
      Picture picture, TaskSet set, boolean tags) {
    Service service = picture.find(Service.key(set.arn().service())).orElseThrow();
    return of(service, set, Task.unstoppedOf(picture, service.key().id()), tags);
  }

  /// @param tasks of the service, whatever task set they are of
  static software.amazon.awssdk.services.ecs.model.TaskSet of(
      Service service, TaskSet set, Collection<Task> tasks, boolean tags) {
    var counts = ServiceView.Counts.of(tasks, Deployment.PREFIX + set.arn().id());
    return set.spec().toBuilder()
        .computedDesiredCount(set.desired(service))
        .pendingCount(counts.pending())
        .runningCount(counts.running())
        .tags(tags ? set.tags() : List.of())
        .build();
  }
}
