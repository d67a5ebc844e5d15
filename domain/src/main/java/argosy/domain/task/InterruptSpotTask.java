package argosy.domain.task;

import argosy.domain.capacity.CapacityProvider;
import argosy.domain.error.EcsError;
import argosy.domain.id.TaskArn;
import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Decides what an operator's interruption of a Spot task means: the same as one for want of room,
/// but that nobody has its room before others. One that stops already goes on doing so.
public final class InterruptSpotTask {
  private InterruptSpotTask() {}

  public static Outcome<Task> decide(Picture picture, TaskArn arn, Instant now) {
    Optional<Task> found = picture.find(Task.key(arn));
    if (found.isEmpty()) {
      return Outcome.refused(new EcsError.InvalidParameter("The referenced task was not found."));
    }
    Task task = found.get();
    if (!task.isSpot()) {
      return Outcome.refused(
          new EcsError.InvalidParameter(
              ("The task %s is no Spot task: only tasks of the capacity provider %s are"
                      + " interrupted, and it %s. StopTask ends it.")
                  .formatted(arn.id(), CapacityProvider.SPOT, origin(task))));
    }
    if (task.desired() == TaskStatus.STOPPED) {
      return Outcome.unchanged(task);
    }
    Task interrupted = Spot.interrupted(task, StopCode.SPOT_INTERRUPTION, now);
    return new Outcome.Accepted<>(
        List.of(new Change.Put(interrupted)), List.of(Spot.told(task)), interrupted);
  }

  private static String origin(Task task) {
    return task.launch().capacityProvider() == null
        ? "has the launch type " + task.launch().type()
        : "is of the capacity provider " + task.launch().capacityProvider();
  }
}
