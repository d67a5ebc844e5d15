package argosy.domain.task;

import argosy.domain.cluster.Cluster;
import argosy.domain.error.EcsError;
import argosy.domain.id.ClusterArn;
import argosy.domain.id.TaskArn;
import argosy.domain.state.Change;
import argosy.domain.state.Effect;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Decides what stopping a task means. Stopping a stopped task is not an error.
public final class StopTask {

  /// What ECS writes where the caller gives no reason.
  public static final String BY_USER = "Task stopped by user";

  private StopTask() {}

  public static Outcome<Task> decide(
      Picture picture, ClusterArn cluster, TaskArn arn, String reason, Instant now) {
    if (Cluster.active(picture, cluster).isEmpty()) {
      return Outcome.refused(new EcsError.ClusterNotFound());
    }
    Optional<Task> found = picture.find(Task.key(arn));
    if (found.isEmpty()) {
      return Outcome.refused(new EcsError.InvalidParameter("The referenced task was not found."));
    }
    Task task = found.get();
    if (task.desired() == TaskStatus.STOPPED) {
      return Outcome.unchanged(task);
    }
    Task stopping = task.stopping(new Stop(StopCode.USER_INITIATED, reason), now);
    return new Outcome.Accepted<>(
        List.of(new Change.Put(stopping)),
        List.of(new Effect.TellAgent(task.instance(), arn)),
        stopping);
  }
}
