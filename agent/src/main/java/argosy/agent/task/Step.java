package argosy.agent.task;

import java.time.Duration;
import java.util.List;

/// Something to be done for a task.
sealed interface Step {
  record Pull(String container, String image) implements Step {}

  record Create(String container) implements Step {}

  record Start(String container, String id) implements Step {}

  record Stop(String container, String id, Duration timeout) implements Step {}

  /// Gives the task its network interface.
  record Attach() implements Step {}

  /// Takes it away.
  record Detach() implements Step {}

  record Report(StateChange change) implements Step {}

  /// Removes what is left of a task that has stopped: these containers, and its volumes.
  record Remove(List<String> ids) implements Step {}
}
