package argosy.domain.task;

import argosy.domain.cluster.Cluster;
import argosy.domain.error.EcsError;
import argosy.domain.id.ClusterArn;
import argosy.domain.id.InstanceArn;
import argosy.domain.instance.Instance;
import argosy.domain.state.Change;
import argosy.domain.state.Effect;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Decides what it means that an instance leaves its cluster. Tasks that it still has are in the
/// way, unless it is forced out: then they count as stopped at once. Their containers run on until
/// the host's agent comes back and learns that nobody wants them.
public final class DeregisterInstance {

  /// What ECS writes to the tasks of an instance that is forced out.
  public static final String FORCED = "Container instance deregistration forced by user";

  private DeregisterInstance() {}

  /// @param reference the caller's name for the instance
  /// @param force whether it leaves although it has tasks
  public static Outcome<Instance> decide(
      Picture picture, ClusterArn cluster, String reference, boolean force, Instant now) {
    if (Cluster.active(picture, cluster).isEmpty()) {
      return Outcome.refused(new EcsError.ClusterNotFound());
    }
    Optional<Instance> found =
        InstanceArn.parse(cluster, reference).flatMap(arn -> Instance.member(picture, arn));
    if (found.isEmpty()) {
      return Outcome.refused(EcsError.InvalidParameter.noInstance(reference));
    }
    Instance gone = found.get().deregistered(now);
    Collection<Task> tasks = Task.on(picture, gone.arn());
    if (!tasks.isEmpty() && !force) {
      return Outcome.refused(new EcsError.InvalidParameter("Found running tasks on the instance."));
    }
    var changes = new ArrayList<Change>();
    tasks.forEach(task -> changes.add(new Change.Put(orphaned(picture, task, now))));
    changes.add(new Change.Put(gone));
    return new Outcome.Accepted<>(changes, List.of(new Effect.Dismiss(gone.arn())), gone);
  }

  private static Task orphaned(Picture picture, Task task, Instant now) {
    Task stopping = task.stopping(new Stop(StopCode.USER_INITIATED, FORCED), now);
    return stopping.with(
        TaskStatus.STOPPED,
        task.containers().stream().map(ContainerState::stopped).toList(),
        stopping.times().stopped(task.stopsAt(picture, now)));
  }
}
