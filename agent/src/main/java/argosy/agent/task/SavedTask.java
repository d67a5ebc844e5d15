package argosy.agent.task;

import argosy.agent.runtime.Container;
import argosy.wire.acs.PayloadTask;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What an agent keeps of a task beside its containers, which carry the same payload: that it was
/// accepted before there were any, that it is to stop, and that its containers were there once.
///
/// @param refused why the agent gave up on it; empty otherwise
/// @param restarts how often its containers were started again, by their names
record SavedTask(
    PayloadTask payload,
    boolean stopping,
    boolean began,
    String refused,
    Map<String, Integer> restarts) {
  static final JsonMapper JSON =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(in -> in.withValueInclusion(JsonInclude.Include.NON_NULL))
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private static final String PREFIX = "task-";

  SavedTask {
    restarts = restarts == null ? Map.of() : Map.copyOf(restarts); // texts of older agents
  }

  static SavedTask of(TaskState task) {
    Map<String, Integer> restarts = new TreeMap<>();
    for (ContainerState container : task.containers()) {
      if (container.life().restarts() > 0) {
        restarts.put(container.name(), container.life().restarts());
      }
    }
    return new SavedTask(task.payload(), task.stopping(), task.began(), task.reason(), restarts);
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
  TaskState restored(Place place, List<Container> found, Instant now) {
    boolean paused = Pause.isWanted(payload, place) || found.stream().anyMatch(Labels::isPause);
    TaskState task = TaskState.of(payload, place.host(), paused);
    task = refused.isEmpty() ? task : task.refused(refused);
    task = stopping ? task.stopWanted() : task;
    boolean ran = found.stream().anyMatch(c -> c.startedAt() != null && !Labels.isPause(c));
    task = began || ran ? task.beganBefore() : task;
    for (var again : restarts.entrySet()) {
      task = task.with(again.getKey(), c -> c.life(c.life().restarted(again.getValue())));
    }
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
