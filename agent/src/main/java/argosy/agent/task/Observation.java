package argosy.agent.task;

import argosy.agent.runtime.Container;
import argosy.agent.task.TaskState.Times;
import argosy.wire.acs.PayloadTask.RestartPolicy;
import java.time.Duration;
import java.time.Instant;

/// What the engine says of a container, put into the picture of its task.
final class Observation {
  /// What ECS says where a restart policy doesn't.
  private static final int RESTART_PERIOD_SECONDS = 300;

  private Observation() {}

  static TaskState seen(TaskState task, String name, Container container) {
    boolean again = !task.stopping() && isAgain(task.container(name), container);
    TaskState next = task.with(name, c -> c.seen(container, again));
    Times times = next.times();
    boolean ends =
        next.container(name).stopped()
            && next.container(name).spec().essential()
            && times.executionStopped() == null
            && container.finishedAt() != null;
    return ends
        ? next.times(new Times(times.pullStarted(), times.pullStopped(), container.finishedAt()))
        : next;
  }

  /// Its definition wants a container that ended like this one started again.
  private static boolean isAgain(ContainerState known, Container found) {
    RestartPolicy policy = known.spec().restartPolicy();
    Instant start = found.startedAt();
    Instant end = found.finishedAt();
    if (known.stopped() || policy == null || !policy.enabled() || start == null || end == null) {
      return false;
    }
    Integer said = policy.restartAttemptPeriod();
    Duration least = Duration.ofSeconds(said == null ? RESTART_PERIOD_SECONDS : said);
    boolean ignored =
        found.exitCode() != null && policy.ignoredExitCodes().contains(found.exitCode());
    return !ignored && Duration.between(start, end).compareTo(least) >= 0;
  }
}
