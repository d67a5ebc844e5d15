package argosy.domain.task;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ResourceRequirement;
import software.amazon.awssdk.services.ecs.model.ResourceType;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/// The GPUs of a task: how many its containers want, and which of them each has. No two containers
/// share one.
final class Gpus {
  private Gpus() {}

  /// How many a task of a definition wants.
  static int wanted(TaskDefinition definition) {
    return definition.containerDefinitions().stream().mapToInt(Gpus::wanted).sum();
  }

  private static int wanted(ContainerDefinition container) {
    int all = 0;
    for (ResourceRequirement required : container.resourceRequirements()) {
      if (required.type() == ResourceType.GPU) {
        all += Integer.parseInt(required.value());
      }
    }
    return all;
  }

  /// Which of a task's GPUs each of its containers has, by its name; containers without any aren't
  /// there.
  ///
  /// @param ids as many as the task wants
  static Map<String, List<String>> each(TaskDefinition definition, List<String> ids) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    Map<String, List<String>> all = new LinkedHashMap<>();
    int from = 0;
    for (ContainerDefinition container : definition.containerDefinitions()) {
      int to = from + wanted(container);
      if (to > from) {
        all.put(container.name(), List.copyOf(ids.subList(from, to)));
      }
      from = to;
    }
    return all;
  }
}
