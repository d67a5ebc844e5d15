package argosy.agent.task;

import argosy.agent.runtime.Container;
import argosy.agent.runtime.Container.Binding;
import argosy.agent.runtime.Runtime.Image;
import argosy.wire.acs.PayloadTask;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of one container of a task.
///
/// @param dockerName its name in the engine, known before it is made
/// @param doing what is under way for it; nothing else is begun meanwhile
/// @param id the engine's; null before it is made
/// @param exitCode null if it never ran, or nobody saw it end
/// @param reason why it couldn't go on, as `<error name>: <text>`; empty otherwise
/// @param image null before it is pulled
/// @param bindings the published ports that it had when last seen running
record ContainerState(
    PayloadTask.Container spec,
    String dockerName,
    ContainerStatus known,
    @Nullable Doing doing,
    @Nullable String id,
    @Nullable Integer exitCode,
    String reason,
    @Nullable Image image,
    List<Binding> bindings) {

  enum Doing {
    PULL,
    CREATE,
    START,
    STOP
  }

  static ContainerState of(PayloadTask.Container spec, String dockerName) {
    return new ContainerState(
        spec, dockerName, ContainerStatus.NONE, null, null, null, "", null, List.of());
  }

  String name() {
    return spec.name();
  }

  boolean stopped() {
    return known == ContainerStatus.STOPPED;
  }

  /// The names of the containers that it links to.
  List<String> linked() {
    return spec.links().stream().map(link -> link.split(":", 2)[0]).toList();
  }

  ContainerState doing(@Nullable Doing what) {
    return new ContainerState(spec, dockerName, known, what, id, exitCode, reason, image, bindings);
  }

  ContainerState pulled(Image found) {
    return new ContainerState(
        spec,
        dockerName,
        max(ContainerStatus.PULLED),
        doing,
        id,
        exitCode,
        reason,
        found,
        bindings);
  }

  ContainerState created(String madeId) {
    return new ContainerState(
        spec,
        dockerName,
        max(ContainerStatus.CREATED),
        doing,
        madeId,
        exitCode,
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
        exitCode,
        reason,
        image,
        published.isEmpty() ? bindings : published);
  }

  /// It has ended, or will never begin.
  ContainerState stopped(@Nullable Integer code, String why) {
    return stopped()
        ? this
        : new ContainerState(
            spec, dockerName, ContainerStatus.STOPPED, doing, id, code, why, image, bindings);
  }

  /// What the engine says of it, if that is news.
  ContainerState seen(Container container) {
    ContainerState made = created(container.id());
    return switch (container.phase()) {
      case CREATED -> made;
      case RUNNING -> made.running(container.bindings());
      case STOPPED -> made.stopped(container.exitCode(), why(container));
    };
  }

  /// The engine has no such container any more, though it was made.
  ///
  /// @param code what it was heard to end with; null if nobody heard it
  ContainerState removed(@Nullable Integer code) {
    return stopped(code, "CannotInspectContainerError: someone else removed the container");
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
