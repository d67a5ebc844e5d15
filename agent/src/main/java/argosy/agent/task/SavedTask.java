package argosy.agent.task;

import argosy.agent.runtime.Container;
import argosy.wire.acs.PayloadTask;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What an agent keeps of a task beside its containers, which carry the same payload: that it was
/// accepted before there were any, that it is to stop, and that its containers were there once.
///
/// @param refused why the agent gave up on it; empty otherwise
record SavedTask(PayloadTask payload, boolean stopping, boolean began, String refused) {
  static final JsonMapper JSON =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(in -> in.withValueInclusion(JsonInclude.Include.NON_NULL))
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private static final String PREFIX = "task-";

  static SavedTask of(TaskState task) {
    return new SavedTask(task.payload(), task.stopping(), task.began(), task.reason());
  }

  /// What a task of this ARN is saved as.
  static String name(String taskArn) {
    String id = taskArn.substring(taskArn.lastIndexOf('/') + 1);
    return PREFIX + id.replaceAll("[^A-Za-z0-9-]", "-");
  }

  static boolean isName(String name) {
    return name.startsWith(PREFIX);
  }

  String text() {
    return JSON.writeValueAsString(this);
  }

  /// The task as it is after a restart of the agent.
  ///
  /// @param found its containers in the engine
  TaskState restored(String host, List<Container> found, Instant now) {
    TaskState task = TaskState.of(payload, host);
    task = refused.isEmpty() ? task : task.refused(refused);
    task = stopping ? task.stopWanted() : task;
    boolean ran = found.stream().anyMatch(c -> c.startedAt() != null && !Labels.isPause(c));
    task = began || ran ? task.beganBefore() : task;
    for (ContainerState container : task.containers()) {
      List<Container> its =
          found.stream().filter(c -> Labels.containerName(c).equals(container.name())).toList();
      if (!its.isEmpty()) {
        task = Observation.seen(task, container.name(), its.getFirst());
      } else if (task.began()) {
        task = task.with(container.name(), c -> c.removed(null));
      }
    }
    return task.settled(now);
  }
}
