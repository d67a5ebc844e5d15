package argosy.domain.taskdef;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerCondition;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerDependency;

/// What is wrong with how containers of a task wait for each other, and take each other's volumes.
final class CheckDependencies {
  private CheckDependencies() {}

  static @Nullable String complaint(List<ContainerDefinition> containers) {
    Map<String, ContainerDefinition> named = new LinkedHashMap<>();
    containers.forEach(container -> named.put(container.name(), container));
    Map<String, List<String>> edges = new LinkedHashMap<>();
    for (ContainerDefinition container : containers) {
      for (ContainerDependency dependency : container.dependsOn()) {
        @Nullable String wrong = wrong(container, dependency, named);
        if (wrong != null) {
          return wrong;
        }
      }
      edges.put(
          container.name(),
          container.dependsOn().stream().map(ContainerDependency::containerName).toList());
      @Nullable String volumes = volumesFrom(container, named);
      if (volumes != null) {
        return volumes;
      }
    }
    return LinkCycle.find(edges)
        .map(path -> "Container dependencies should not have a cycle: " + path + ".")
        .orElse(null);
  }

  private static @Nullable String wrong(
      ContainerDefinition container,
      ContainerDependency dependency,
      Map<String, ContainerDefinition> named) {
    ContainerCondition condition = dependency.condition();
    if (condition == null || condition == ContainerCondition.UNKNOWN_TO_SDK_VERSION) {
      return CheckContainer.wrong(
          container,
          "The condition of a dependency must be START, COMPLETE, SUCCESS or HEALTHY, not '"
              + dependency.conditionAsString()
              + "'.");
    }
    ContainerDefinition first = named.get(String.valueOf(dependency.containerName()));
    if (first == null) {
      return "Cannot depend on container + '"
          + dependency.containerName()
          + "' because it does not exist";
    }
    boolean essential = first.essential() == null || first.essential();
    return switch (condition) {
      case SUCCESS, COMPLETE ->
          essential
              ? "A dependency container with SUCCESS or COMPLETE condition cannot be an essential"
                  + " container"
              : null;
      case HEALTHY ->
          first.healthCheck() == null
              ? CheckContainer.wrong(
                  first,
                  "'"
                      + container.name()
                      + "' depends on it to be HEALTHY, but it has no health check.")
              : null;
      case START, UNKNOWN_TO_SDK_VERSION -> null;
    };
  }

  private static @Nullable String volumesFrom(
      ContainerDefinition container, Map<String, ContainerDefinition> named) {
    return container.volumesFrom().stream()
        .map(from -> String.valueOf(from.sourceContainer()))
        .filter(name -> !named.containsKey(name) || name.equals(container.name()))
        .findFirst()
        .map(name ->
            CheckContainer.wrong(
                container,
                "It takes volumes from '" + name + "', which is no other container of the task."))
        .orElse(null);
  }
}
