package argosy.domain.task;

import argosy.domain.cluster.Occupancy;
import argosy.domain.id.ClusterArn;
import argosy.domain.id.InstanceArn;
import argosy.domain.instance.Instance;
import argosy.domain.placement.Host;
import argosy.domain.state.Picture;
import argosy.domain.taskdef.Definition;
import java.util.Collection;
import software.amazon.awssdk.services.ecs.model.LaunchType;

/// Counts what lives in a cluster or on an instance.
public final class Occupants {
  private Occupants() {}

  public static Occupancy of(Picture picture, ClusterArn cluster) {
    int instances =
        (int)
            Instance.of(picture, cluster).stream()
                .filter(instance -> instance.belongs() && Host.of(instance).pool().isInstance())
                .count();
    return count(Task.unstopped(picture, cluster), instances);
  }

  /// Tasks of one launch type alone, and no instances.
  public static Occupancy of(Picture picture, ClusterArn cluster, LaunchType type) {
    return count(
        Task.unstopped(picture, cluster).stream()
            .filter(task -> task.launch().type() == type)
            .toList(),
        0);
  }

  /// Tasks that asked for an instance; those of Fargate are none of its own.
  public static Occupancy of(Picture picture, InstanceArn instance) {
    return count(
        Task.on(picture, instance).stream().filter(task -> !task.isOnFargate()).toList(), 1);
  }

  /// True if a task that isn't STOPPED is of a definition.
  public static boolean use(Picture picture, Definition definition) {
    return !picture.by(Task.UNSTOPPED_OF, definition.key().id()).isEmpty();
  }

  private static Occupancy count(Collection<Task> tasks, int instances) {
    int running = 0;
    int pending = 0;
    int unstopped = 0;
    for (Task task : tasks) {
      running += task.last() == TaskStatus.RUNNING ? 1 : 0;
      pending += task.last().compareTo(TaskStatus.RUNNING) < 0 ? 1 : 0;
      unstopped += task.isStopped() ? 0 : 1;
    }
    return new Occupancy(instances, running, pending, unstopped);
  }
}
