package argosy.sim;

import argosy.agent.runtime.Container;
import argosy.domain.event.EcsEvent;
import argosy.domain.id.TaskArn;
import argosy.domain.instance.Instance;
import argosy.domain.state.Entity;
import argosy.domain.state.Key;
import argosy.domain.state.Picture;
import argosy.domain.task.ContainerState;
import argosy.domain.task.Task;
import argosy.domain.task.TaskStatus;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// What must hold at every moment (safety), and what must come true once nothing goes wrong any
/// more (liveness).
final class Invariants {
  private static final String TASK = "com.amazonaws.ecs.task-arn";
  private static final String CONTAINER = "com.amazonaws.ecs.container-name";

  private final SimServer server;
  private final List<SimHost> hosts;
  private final Map<TaskArn, Boolean> acknowledged;
  private final Map<TaskArn, Task> before = new HashMap<>();
  private final Map<SimHost, Map<String, String>> names = new HashMap<>();
  private Picture looked = Picture.EMPTY;

  /// @param acknowledged tasks that users were told of, with whether they were told that they stop
  Invariants(SimServer server, List<SimHost> hosts, Map<TaskArn, Boolean> acknowledged) {
    this.server = server;
    this.hosts = hosts;
    this.acknowledged = acknowledged;
  }

  /// Looks at the picture if it changed, and at the engines.
  void hold() {
    Picture picture = server.picture();
    if (!picture.equals(looked)) {
      looked = picture;
      statusesNeverMoveBack(picture);
      noInstanceIsOversold(picture);
      acknowledgedTasksAreThere(picture);
    }
    nothingRunsTwice();
  }

  /// Every instance that has tasks has its agent.
  boolean everybodyIsThere() {
    return server.picture().all(Instance.KIND).stream().allMatch(this::isThere);
  }

  /// No task is on its way to another status.
  boolean nothingMoves() {
    return server.picture().all(Task.KIND).stream().allMatch(it -> it.last() == it.desired());
  }

  private boolean isThere(Instance instance) {
    return instance.agentConnected() || Task.on(server.picture(), instance.arn()).isEmpty();
  }

  /// To be called when faults and users have been gone for a while.
  void holdInTheEnd() {
    Picture picture = server.picture();
    for (Instance instance : picture.all(Instance.KIND)) {
      that(isThere(instance), () -> "agent away in the end: " + instance.arn());
    }
    theWorldWasTold(picture);
    Set<String> wanted = new HashSet<>();
    for (Task task : picture.all(Task.KIND)) {
      that(task.last() == task.desired(), () -> "task on its way for ever: " + task);
      if (task.last() == TaskStatus.RUNNING) {
        task.containers().stream()
            .filter(container -> container.last() == ContainerState.Status.RUNNING)
            .forEach(container -> wanted.add(task.arn() + "/" + container.name()));
      }
    }
    Set<String> running = new HashSet<>();
    hosts.forEach(host -> host.running().forEach(c -> running.add(name(host, c))));
    that(
        wanted.equals(running),
        () ->
            "lost are " + without(wanted, running) + ", orphaned are " + without(running, wanted));
  }

  /// The events are numbered without a gap, and the newest of each task and instance says how it
  /// is.
  private static void theWorldWasTold(Picture picture) {
    Map<Key<?>, Entity> told = new HashMap<>();
    long number = -1;
    for (EcsEvent event : picture.all(EcsEvent.KIND)) {
      long last = number;
      that(last < 0 || event.number() == last + 1, () -> "events are lost after " + last);
      number = event.number();
      Stream.of(Optional.ofNullable(event.task()), Optional.ofNullable(event.instance()))
          .flatMap(Optional::stream)
          .forEach(entity -> told.put(entity.key(), entity));
    }
    told.forEach((key, entity) ->
        picture
            .find(key)
            .ifPresent(it ->
                that(
                    it.equals(entity),
                    () -> "the world was told " + entity + ", and it is " + it)));
  }

  private static Set<String> without(Set<String> some, Set<String> others) {
    Set<String> left = new TreeSet<>(some);
    left.removeAll(others);
    return left;
  }

  private void statusesNeverMoveBack(Picture picture) {
    for (Task task : picture.all(Task.KIND)) {
      Task old = before.put(task.arn(), task);
      if (old != null) {
        that(task.last().compareTo(old.last()) >= 0, () -> "moved back: " + old + " to " + task);
        that(
            task.desired() == TaskStatus.STOPPED || old.desired() == TaskStatus.RUNNING,
            () -> "wanted again: " + task);
        that(old.stop() == null || old.stop().equals(task.stop()), () -> "another reason: " + task);
      }
    }
  }

  private void noInstanceIsOversold(Picture picture) {
    for (Instance instance : picture.all(Instance.KIND)) {
      int memory =
          Task.on(picture, instance.arn()).stream()
              .mapToInt(task -> task.launch().reservation().memoryMib())
              .sum();
      that(memory <= instance.capacity().memoryMib(), () -> "oversold: " + instance.arn());
      int cpu =
          Task.on(picture, instance.arn()).stream()
              .mapToInt(task -> task.launch().reservation().cpuUnits())
              .sum();
      that(cpu <= instance.capacity().cpuUnits(), () -> "oversold: " + instance.arn());
    }
  }

  private void acknowledgedTasksAreThere(Picture picture) {
    acknowledged.forEach((arn, stopped) -> {
      Optional<Task> task = picture.find(Task.key(arn));
      that(task.isPresent(), () -> "an acknowledged task is lost: " + arn);
      that(
          !stopped || task.get().desired() == TaskStatus.STOPPED,
          () -> "an acknowledged stop is lost: " + arn);
    });
  }

  private void nothingRunsTwice() {
    Set<String> seen = new HashSet<>();
    for (SimHost host : hosts) {
      for (Container container : host.running()) {
        String name = name(host, container);
        that(seen.add(name), () -> "runs twice: " + name);
      }
    }
  }

  /// The task and the name of a container, put together once.
  private String name(SimHost host, Container container) {
    return names
        .computeIfAbsent(host, _ -> new HashMap<>())
        .computeIfAbsent(
            container.id(),
            _ -> container.labels().get(TASK) + "/" + container.labels().get(CONTAINER));
  }

  /// @param otherwise put into words only if it doesn't hold: it is looked at after every step
  static void that(boolean holds, Supplier<String> otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise.get());
    }
  }
}
