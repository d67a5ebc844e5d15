package argosy.agent.task;

import argosy.agent.runtime.Container;
import argosy.agent.task.TaskState.Times;

/// What the engine says of a container, put into the picture of its task.
final class Observation {
  private Observation() {}

  static TaskState seen(TaskState task, String name, Container container) {
    TaskState next = task.with(name, c -> c.seen(container));
    Times times = next.times();
    boolean ends =
        container.phase() == Container.Phase.STOPPED
            && next.container(name).spec().essential()
            && times.executionStopped() == null
            && container.finishedAt() != null;
    return ends
        ? next.times(new Times(times.pullStarted(), times.pullStopped(), container.finishedAt()))
        : next;
  }
}
