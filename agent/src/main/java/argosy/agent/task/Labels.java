package argosy.agent.task;

import argosy.agent.runtime.Container;
import argosy.agent.runtime.Runtime;
import argosy.wire.acs.PayloadTask;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;

/// The labels of a container: ECS's, which people and tools look for, and ours, from which a
/// restarted agent learns everything.
final class Labels {
  private static final String ECS = "com.amazonaws.ecs.";
  static final String TASK_ARN = ECS + "task-arn";
  private static final String CONTAINER_NAME = ECS + "container-name";

  /// The task's payload as JSON.
  private static final String TASK = "argosy.task";

  private Labels() {}

  static Map<String, String> of(TaskState task, ContainerState container, Place place) {
    Map<String, String> labels = new TreeMap<>();
    labels.put(ECS + "cluster", place.cluster());
    labels.put(CONTAINER_NAME, container.name());
    labels.put(TASK_ARN, task.arn());
    labels.put(ECS + "task-definition-family", task.payload().family());
    labels.put(ECS + "task-definition-version", task.payload().version());
    labels.put(Runtime.HOST_LABEL, place.host());
    labels.put(TASK, SavedTask.JSON.writeValueAsString(task.payload()));
    return labels;
  }

  static String containerName(Container container) {
    return container.labels().getOrDefault(CONTAINER_NAME, "");
  }

  static boolean isPause(Container container) {
    return containerName(container).equals(Pause.NAME);
  }

  /// The task that a container was made for; empty if its label can't be read.
  static Optional<PayloadTask> task(Container container) {
    try {
      String text = container.labels().getOrDefault(TASK, "");
      return text.isEmpty()
          ? Optional.empty()
          : Optional.of(SavedTask.JSON.readValue(text, PayloadTask.class));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }
}
