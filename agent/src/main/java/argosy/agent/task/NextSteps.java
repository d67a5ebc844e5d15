package argosy.agent.task;

import argosy.agent.task.ContainerState.Doing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Decides what a task needs next: from what is known and wanted alone, whatever happened before.
///
/// All images are pulled before a container is made, and all containers made before one is started,
/// each after those that it needs. They stop the other way round. The pause container, if there is
/// one, runs before the others are made, and by then the task has its network interface.
final class NextSteps {
  /// What a container gets between SIGTERM and SIGKILL where its definition doesn't say.
  static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

  private NextSteps() {}

  /// @param task settled: see [TaskState#settled]
  static List<Step> next(TaskState task, Instant now) {
    List<Step> steps = new ArrayList<>();
    for (ContainerState container : task.containers()) {
      if (container.doing() == null) {
        (task.stopping() ? down(task, container) : up(task, container)).ifPresent(steps::add);
      }
    }
    wire(task).ifPresent(steps::add);
    if (!task.told().sending()) {
      StateChange.due(task).map(Step.Report::new).ifPresent(steps::add);
    }
    Instant cleanAt = task.told().cleanAt();
    if (cleanAt != null && !task.told().cleaning() && !now.isBefore(cleanAt)) {
      steps.add(remove(task));
    }
    return steps;
  }

  /// The task as it is when the steps have been begun.
  static TaskState begun(TaskState task, List<Step> steps, Instant now) {
    TaskState next = task;
    for (Step step : steps) {
      TaskState.Told told = next.told();
      next =
          switch (step) {
            case Step.Pull(var name, _) -> pulling(next, now).with(name, c -> c.doing(Doing.PULL));
            case Step.Create(var name) -> next.with(name, c -> c.doing(Doing.CREATE));
            case Step.Start(var name, _) -> next.with(name, c -> c.doing(Doing.START));
            case Step.Stop(var name, _, _) -> next.with(name, c -> c.doing(Doing.STOP));
            case Step.Attach _ -> next.wire(WireStatus.ATTACHING);
            case Step.Detach _ -> next.wire(WireStatus.DETACHING);
            case Step.Report _ -> next.told(told.beingSent());
            case Step.Remove _ -> next.told(told.cleaning(true));
          };
    }
    return next;
  }

  /// The interface is there before the containers are made, in the pause container's namespace if
  /// there is one, and goes after their end.
  private static Optional<Step> wire(TaskState task) {
    return switch (task.wire()) {
      case WANTED ->
          task.stopped()
              ? Optional.of(new Step.Detach())
              : task.stopping() || task.pause().filter(p -> !p.isRunning()).isPresent()
                  ? Optional.empty()
                  : Optional.of(new Step.Attach());
      case ATTACHED -> task.stopped() ? Optional.of(new Step.Detach()) : Optional.empty();
      case NONE, ATTACHING, DETACHING, DETACHED -> Optional.empty();
    };
  }

  private static Optional<Step> up(TaskState task, ContainerState container) {
    return switch (container.known()) {
      case NONE -> Optional.of(new Step.Pull(container.name(), container.spec().image()));
      case PULLED ->
          task.known().atLeast(ContainerStatus.PULLED)
                  && paused(task, container)
                  && (task.wire().isReady() || container.isPause())
                  && linked(task, container, ContainerStatus.CREATED)
                  && sourcesMade(task, container)
              ? Optional.of(new Step.Create(container.name()))
              : Optional.empty();
      case CREATED ->
          (task.known().atLeast(ContainerStatus.CREATED) || container.isPause())
                  && linked(task, container, ContainerStatus.RUNNING)
                  && Dependencies.met(task, container)
              ? Optional.of(new Step.Start(container.name(), id(container)))
              : Optional.empty();
      case RUNNING ->
          container.life().between()
              ? Optional.of(new Step.Start(container.name(), id(container)))
              : Optional.empty();
      case STOPPED -> Optional.empty();
    };
  }

  private static Optional<Step> down(TaskState task, ContainerState container) {
    boolean needed =
        task.containers().stream()
            .anyMatch(c ->
                !c.stopped()
                    && (c.needed().contains(container.name())
                        || (container.isPause() && !c.isPause())));
    if (container.known() != ContainerStatus.RUNNING || needed) {
      return Optional.empty();
    }
    Integer seconds = container.spec().stopTimeout();
    Duration timeout = seconds == null ? STOP_TIMEOUT : Duration.ofSeconds(seconds);
    return Optional.of(new Step.Stop(container.name(), id(container), timeout));
  }

  private static boolean linked(TaskState task, ContainerState container, ContainerStatus reached) {
    return container.linked().stream().allMatch(l -> task.container(l).known().atLeast(reached));
  }

  /// What it shares with the others is there.
  private static boolean paused(TaskState task, ContainerState container) {
    return container.isPause()
        || task.containers().stream()
            .allMatch(c -> !c.isPause() || c.known() == ContainerStatus.RUNNING);
  }

  private static boolean sourcesMade(TaskState task, ContainerState container) {
    return container.spec().volumesFrom().stream()
        .allMatch(from ->
            task.container(from.sourceContainer()).known().atLeast(ContainerStatus.CREATED));
  }

  private static Step remove(TaskState task) {
    return new Step.Remove(
        task.containers().stream().map(ContainerState::id).filter(Objects::nonNull).toList());
  }

  private static TaskState pulling(TaskState task, Instant now) {
    return task.times().pullStarted() == null
        ? task.times(new TaskState.Times(now, null, task.times().executionStopped()))
        : task;
  }

  private static String id(ContainerState container) {
    return Objects.requireNonNull(container.id(), "a container that was made has an id");
  }
}
