package argosy.domain.task;

import argosy.domain.id.InstanceArn;
import argosy.domain.id.TaskArn;
import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Decides what the health means that an agent tells of its containers. It tells it every few
/// seconds, so what is known already changes nothing.
public final class ReportHealth {
  private ReportHealth() {}

  /// @param health of the containers of each task, by their names
  /// @return how many tasks changed
  public static Outcome<Integer> decide(
      Picture picture,
      InstanceArn instance,
      Map<TaskArn, Map<String, ContainerState.Health>> health) {
    List<Change> changes = new ArrayList<>();
    health.forEach((arn, containers) -> {
      Optional<Task> known =
          picture
              .find(Task.key(arn))
              .filter(task -> !task.isStopped() && task.instance().equals(instance));
      known
          .map(task -> task.with(task.last(), after(task, containers), task.times()))
          .filter(task -> !task.isLike(known.get()))
          .ifPresent(task -> changes.add(new Change.Put(task)));
    });
    return new Outcome.Accepted<>(changes, List.of(), changes.size());
  }

  private static List<ContainerState> after(Task task, Map<String, ContainerState.Health> health) {
    return task.containers().stream()
        .map(c -> {
          ContainerState.Health found = health.get(c.name());
          return found == null || Objects.equals(found, c.health()) ? c : c.healthy(found);
        })
        .toList();
  }
}
