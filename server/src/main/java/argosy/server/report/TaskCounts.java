package argosy.server.report;

import argosy.domain.task.Task;
import argosy.domain.task.TaskStatus;
import java.util.EnumMap;
import java.util.Map;

/// How many tasks have each last status.
final class TaskCounts {
  private TaskCounts() {}

  /// In the order of a task's life, all statuses that there are.
  static Map<TaskStatus, Integer> of(Iterable<Task> tasks) {
    Map<TaskStatus, Integer> counts = new EnumMap<>(TaskStatus.class);
    for (Task task : tasks) {
      counts.merge(task.last(), 1, Integer::sum);
    }
    return counts;
  }
}
