package argosy.domain.task;

import argosy.domain.task.ContainerState.Health;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/// How well a task is: as the worst of its essential containers that have a health check.
public final class TaskHealth {
  private TaskHealth() {}

  /// True if an essential container has a health check.
  public static boolean isChecked(TaskDefinition definition) {
    for (ContainerDefinition container : definition.containerDefinitions()) {
      if (container.healthCheck() != null && !Boolean.FALSE.equals(container.essential())) {
        return true;
      }
    }
    return false;
  }

  /// UNKNOWN if no essential container has a health check.
  public static Health of(Task task, TaskDefinition definition) {
    Set<String> checked =
        definition.containerDefinitions().stream()
            .filter(c -> c.healthCheck() != null)
            .map(ContainerDefinition::name)
            .collect(Collectors.toSet());
    Set<Health> found = EnumSet.noneOf(Health.class);
    task.containers().stream()
        .filter(c -> c.essential() && checked.contains(c.name()))
        .forEach(c -> found.add(Objects.requireNonNullElse(c.health(), Health.UNKNOWN)));
    if (found.contains(Health.UNHEALTHY)) {
      return Health.UNHEALTHY;
    }
    return found.equals(EnumSet.of(Health.HEALTHY)) ? Health.HEALTHY : Health.UNKNOWN;
  }
}
