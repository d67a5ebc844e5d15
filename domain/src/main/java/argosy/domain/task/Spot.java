package argosy.domain.task;

import argosy.domain.id.InstanceArn;
import argosy.domain.state.Effect;
import argosy.domain.state.Picture;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;

/// Tasks of the capacity provider FARGATE_SPOT: they have what Fargate leaves free, and are
/// interrupted where it needs more. An interrupted task is told at once (SIGTERM), and ended when
/// its containers' time to stop is over, which on Fargate is two minutes at most.
final class Spot {

  /// What ECS writes to an interrupted task.
  static final String INTERRUPTED = "Your Spot Task was interrupted.";

  /// So long the room of a task that gave way is kept for Fargate alone. A service's task takes it
  /// within seconds, and whoever was refused by RunTask tries again soon.
  static final Duration KEPT = Duration.ofMinutes(1);

  private Spot() {}

  /// @param code whether it gives way, or an operator wants it
  static Task interrupted(Task task, StopCode code, Instant now) {
    return task.stopping(new Stop(code, INTERRUPTED), now);
  }

  /// Its agent must hear of it.
  static Effect told(Task task) {
    return new Effect.TellAgent(task.instance(), task.arn());
  }

  /// The hosts that take no Spot tasks, because Fargate just took room back there: what was given
  /// up would be taken again before who needs it comes.
  static Set<InstanceArn> kept(Picture picture, Instant now) {
    return Task.gaveWay(picture, now.minus(KEPT)).stream()
        .map(Task::instance)
        .collect(Collectors.toUnmodifiableSet());
  }
}
