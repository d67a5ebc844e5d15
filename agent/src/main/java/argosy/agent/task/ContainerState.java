package argosy.agent.task;

import argosy.agent.runtime.Container;
import argosy.agent.runtime.Container.Binding;
import argosy.agent.runtime.Container.Health;
import argosy.agent.runtime.Runtime.Image;
import argosy.wire.acs.PayloadTask;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is known of one container of a task.
///
/// @param dockerName its name in the engine, known before it is made
/// @param doing what is under way for it; nothing else is begun meanwhile
/// @param id the engine's; null before it is made
/// @param reason why it couldn't go on, as `<error name>: <text>`; empty otherwise
/// @param image null before it is pulled
/// @param bindings the published ports that it had when last seen running
record ContainerState(
    PayloadTask.Container spec,
    String dockerName,
    ContainerStatus known,
    @Nullable Doing doing,
    @Nullable String id,
    Life life,
    String reason,
    @Nullable Image image,
    List<Binding> bindings) {

  enum Doing {
    PULL,
    CREATE,
    START,
    STOP
  }

  /// How its process does.
  ///
  /// @param startedAt when it was last started; null if nobody saw that
  /// @param healthSince when it was first found to be like that; null where nothing was found
  /// @param between it has ended and is to be started again; it counts as running meanwhile
  /// @param restarts how often it was started again
  /// @param exitCode null while it lives, and if it never ran, or nobody saw it end
  record Life(
      @Nullable Instant startedAt,
      Health health,
      @Nullable Instant healthSince,
      boolean between,
      int restarts,
      @Nullable Integer exitCode) {
    static final Life NONE = new Life(null, Health.UNKNOWN, null, false, 0, null);

    /// It waits to be started again.
    Life waiting() {
      return new Life(startedAt, health, healthSince, true, restarts, exitCode);
    }

    Life running() {
      int starts = between ? restarts + 1 : restarts;
      return new Life(startedAt, health, healthSince, false, starts, exitCode);
    }

    Life ended(@Nullable Integer code) {
      return new Life(startedAt, health, healthSince, false, restarts, code);
    }

    Life restarted(int times) {
      return new Life(startedAt, health, healthSince, between, times, exitCode);
    }

    private Life seen(Container container) {
      boolean same = healthSince != null && container.health() == health;
      Instant since = same ? healthSince : container.healthAt();
      return new Life(
          container.startedAt(), container.health(), since, between, restarts, exitCode);
    }
  }

  static ContainerState of(PayloadTask.Container spec, String dockerName) {
    return new ContainerState(
        spec, dockerName, ContainerStatus.NONE, null, null, Life.NONE, "", null, List.of());
  }

  String name() {
    return spec.name();
  }

  /// True of the one that isn't the definition's, but the agent's own.
  boolean isPause() {
    return name().equals(Pause.NAME);
  }

  /// Only the engine knows its ports.
  boolean publishes() {
    return !spec.portMappings().isEmpty();
  }

  /// It has never run, so nothing is lost with it.
  boolean mayBeRemade() {
    return !known.atLeast(ContainerStatus.RUNNING);
  }

  /// What the engine knows it by: its id, or the name that it would have been made with.
  String handle() {
    return id == null || mayBeRemade() ? dockerName : id;
  }

  boolean isRunning() {
    return known == ContainerStatus.RUNNING;
  }

  boolean stopped() {
    return known == ContainerStatus.STOPPED;
  }

  @Nullable Integer exitCode() {
    return life.exitCode();
  }

  /// The names of the containers that it links to.
  List<String> linked() {
    return spec.links().stream().map(link -> link.split(":", 2)[0]).toList();
  }

  /// The names of the containers that have to outlive it.
  List<String> needed() {
    return Stream.concat(
            linked().stream(), spec.dependsOn().stream().map(PayloadTask.Dependency::containerName))
        .toList();
  }

  /// True if the control plane wants to know its health.
  boolean hasHealth() {
    return "docker".equals(spec.healthCheckType());
  }

  ContainerState doing(@Nullable Doing what) {
    return new ContainerState(spec, dockerName, known, what, id, life, reason, image, bindings);
  }

  ContainerState pulled(Image found) {
    return new ContainerState(
        spec, dockerName, max(ContainerStatus.PULLED), doing, id, life, reason, found, bindings);
  }

  ContainerState created(String madeId) {
    return new ContainerState(
        spec,
        dockerName,
        max(ContainerStatus.CREATED),
        doing,
        madeId,
        life,
        reason,
        image,
        bindings);
  }

  ContainerState running(List<Binding> published) {
    return new ContainerState(
        spec,
        dockerName,
        max(ContainerStatus.RUNNING),
        doing,
        id,
        life.running(),
        reason,
        image,
        published.isEmpty() ? bindings : published);
  }

  /// It was started, and so has run, whatever the engine says of it since.
  ContainerState started(Optional<Container> found) {
    ContainerState running = running(found.map(Container::bindings).orElse(List.of()));
    return found.map(c -> running.created(c.id()).life(running.life.seen(c))).orElse(running);
  }

  /// It has ended, or will never begin.
  ContainerState stopped(@Nullable Integer code, String why) {
    return stopped()
        ? this
        : new ContainerState(
            spec,
            dockerName,
            ContainerStatus.STOPPED,
            doing,
            id,
            life.ended(code),
            why,
            image,
            bindings);
  }

  /// What the engine says of it, if that is news.
  ///
  /// @param again if it has ended it is started again
  ContainerState seen(Container container, boolean again) {
    if (isOld(container)) {
      return this;
    }
    ContainerState made = created(container.id()).life(life.seen(container));
    return switch (container.phase()) {
      case CREATED -> made;
      case RUNNING -> made.running(container.bindings());
      case STOPPED ->
          again
              ? made.running(List.of()).life(made.life.waiting())
              : made.stopped(container.exitCode(), why(container));
    };
  }

  /// The engine has no such container any more, though it was made.
  ///
  /// @param code what it was heard to end with; null if nobody heard it
  ContainerState removed(@Nullable Integer code) {
    return stopped(code, "CannotInspectContainerError: someone else removed the container");
  }

  ContainerState life(Life other) {
    return new ContainerState(spec, dockerName, known, doing, id, other, reason, image, bindings);
  }

  /// It was looked at before it was last started, and the look arrives only now.
  private boolean isOld(Container container) {
    Instant start = container.startedAt();
    Instant last = life.startedAt();
    return last != null && (start == null || start.isBefore(last));
  }

  private static String why(Container container) {
    if (!container.error().isEmpty()) {
      return "CannotStartContainerError: " + container.error();
    }
    return container.oomKilled() ? "OutOfMemoryError: Container killed due to memory usage" : "";
  }

  private ContainerStatus max(ContainerStatus other) {
    return known.atLeast(other) ? known : other;
  }
}
