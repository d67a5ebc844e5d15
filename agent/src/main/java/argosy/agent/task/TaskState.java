package argosy.agent.task;

import argosy.agent.runtime.Container.Health;
import argosy.agent.runtime.Runtime.Group;
import argosy.wire.acs.PayloadTask;
import argosy.wire.acs.PayloadTask.Container;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is known and wanted of a task. Wanting only ever goes from running to stopped.
///
/// @param stopping the task is to stop, or has stopped
/// @param began a container of its definition has been started; one that is missing from now on was
///   removed, and isn't made again
/// @param reason why the agent itself gave up on the task; empty otherwise
/// @param containers those of the definition, and the agent's own
/// @param wire how far the network interface is that the task has to itself
record TaskState(
    PayloadTask payload,
    boolean stopping,
    boolean began,
    String reason,
    List<ContainerState> containers,
    WireStatus wire,
    Times times,
    Told told) {

  TaskState {
    containers = List.copyOf(containers);
  }

  /// @param executionStopped when an essential container ended, or a stop was wanted
  record Times(
      @Nullable Instant pullStarted,
      @Nullable Instant pullStopped,
      @Nullable Instant executionStopped) {
    static final Times NONE = new Times(null, null, null);
  }

  /// What the control plane has been told.
  ///
  /// @param word the task's status in the last report that arrived; empty before
  /// @param containers the status of each container in the reports that arrived
  /// @param sending a report is under way
  /// @param cleanAt when the containers may be removed; null until the end was reported
  record Told(
      String word,
      Map<String, String> containers,
      boolean sending,
      @Nullable Instant cleanAt,
      boolean cleaning) {
    static final Told NOTHING = new Told("", Map.of(), false, null, false);

    Told {
      containers = Map.copyOf(containers);
    }

    /// A report is on its way.
    Told beingSent() {
      return new Told(word, containers, true, cleanAt, cleaning);
    }

    Told cleanAt(Instant moment) {
      return new Told(word, containers, sending, moment, cleaning);
    }

    Told cleaning(boolean underWay) {
      return new Told(word, containers, sending, cleanAt, underWay);
    }
  }

  /// @param paused whether it has a pause container
  static TaskState of(PayloadTask payload, String host, boolean paused) {
    Stream<Container> own = paused ? Stream.of(Pause.container()) : Stream.empty();
    List<ContainerState> containers =
        Stream.concat(own, payload.containers().stream())
            .map(c -> ContainerState.of(c, DockerNames.container(host, payload, c.name())))
            .toList();
    boolean stopping = payload.desiredStatus().equals("STOPPED");
    WireStatus wire = payload.networkInterface().isPresent() ? WireStatus.WANTED : WireStatus.NONE;
    return new TaskState(payload, stopping, false, "", containers, wire, Times.NONE, Told.NOTHING);
  }

  String arn() {
    return payload.arn();
  }

  /// The last part of its ARN.
  String id() {
    return payload.arn().substring(payload.arn().lastIndexOf('/') + 1);
  }

  /// The limits that its containers have together, if the definition says any.
  Optional<Group> group() {
    return payload.cpu() == null && payload.memory() == null
        ? Optional.empty()
        : Optional.of(new Group(id(), payload.cpu(), payload.memory()));
  }

  /// The containers of its definition.
  List<ContainerState> members() {
    return containers.stream().filter(c -> !c.isPause()).toList();
  }

  /// How far the slowest container is.
  ContainerStatus known() {
    return containers.stream()
        .map(ContainerState::known)
        .min(ContainerStatus::compareTo)
        .orElse(ContainerStatus.STOPPED);
  }

  boolean stopped() {
    return known() == ContainerStatus.STOPPED;
  }

  /// Its pause container, if it has one.
  Optional<ContainerState> pause() {
    return containers.stream().filter(ContainerState::isPause).findFirst();
  }

  ContainerState container(String name) {
    return containers.stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  /// The agent itself gives up on the task.
  TaskState refused(String why) {
    return new TaskState(payload, true, began, why, containers, wire, times, told);
  }

  TaskState stopWanted() {
    return new TaskState(payload, true, began, reason, containers, wire, times, told);
  }

  TaskState beganBefore() {
    return new TaskState(payload, stopping, true, reason, containers, wire, times, told);
  }

  TaskState wire(WireStatus other) {
    return new TaskState(payload, stopping, began, reason, containers, other, times, told);
  }

  TaskState times(Times other) {
    return new TaskState(payload, stopping, began, reason, containers, wire, other, told);
  }

  TaskState told(Told other) {
    return new TaskState(payload, stopping, began, reason, containers, wire, times, other);
  }

  TaskState pullEnded(Instant now) {
    return times(new Times(times.pullStarted(), now, times.executionStopped()));
  }

  /// What the health checks of its containers found last.
  List<Health> health() {
    return containers.stream().map(c -> c.life().health()).toList();
  }

  /// With one container changed.
  TaskState with(String name, UnaryOperator<ContainerState> change) {
    List<ContainerState> changed =
        containers.stream().map(c -> c.name().equals(name) ? change.apply(c) : c).toList();
    boolean started =
        changed.stream().anyMatch(c -> c.known() == ContainerStatus.RUNNING && !c.isPause());
    return new TaskState(payload, stopping, began || started, reason, changed, wire, times, told);
  }

  /// What follows from what is known, without anything being done: the end of an essential
  /// container, or one that waits in vain, ends the task, and what hasn't been started then never
  /// is.
  TaskState settled(Instant now) {
    boolean ended =
        stopped() || containers.stream().anyMatch(c -> c.spec().essential() && c.stopped());
    TaskState next = this;
    if (!stopping) {
      Optional<String> vain = Dependencies.hopeless(this, now);
      next = vain.isPresent() ? refused(vain.get()) : ended ? stopWanted() : this;
    }
    Optional<String> broken = Pause.broken(this);
    if (broken.isPresent() && reason.isEmpty()) {
      next = next.refused(broken.get());
    }
    if (!next.stopping) {
      return next;
    }
    if (next.times.executionStopped() == null) {
      next = next.times(new Times(times.pullStarted(), times.pullStopped(), now));
    }
    for (ContainerState c : next.containers) {
      boolean idle = c.doing() == null || c.doing() == ContainerState.Doing.PULL;
      if (idle && !c.known().atLeast(ContainerStatus.RUNNING)) {
        next = next.with(c.name(), idling -> idling.stopped(null, ""));
      }
    }
    return next;
  }
}
