package argosy.server.report;

import argosy.domain.id.ClusterArn;
import argosy.domain.state.Picture;
import argosy.domain.task.Task;
import argosy.domain.task.TaskStatus;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/// How many tasks have each last status, in the order of a task's life.
final class TaskCounts {
  private TaskCounts() {}

  static Map<TaskStatus, Integer> of(Picture picture) {
    return of(Task.unstopped(picture), picture.count(Task.KIND));
  }

  static Map<TaskStatus, Integer> of(Picture picture, ClusterArn cluster) {
    return of(Task.unstopped(picture, cluster), Task.of(picture, cluster).size());
  }

  private static Map<TaskStatus, Integer> of(Collection<Task> unstopped, int all) {
    Map<TaskStatus, Integer> counts = new EnumMap<>(TaskStatus.class);
    for (Task task : unstopped) {
      counts.merge(task.last(), 1, Integer::sum);
    }
    if (all > unstopped.size()) {
      counts.put(TaskStatus.STOPPED, all - unstopped.size());
    }
    return counts;
  }
}
