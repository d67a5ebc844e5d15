package argosy.agent.task;

import argosy.agent.runtime.PauseImage;
import argosy.wire.acs.PayloadTask;
import argosy.wire.acs.PayloadTask.Container;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The container that holds the namespaces which the containers of a task share. It runs before any
/// of them is made and ends after all of them; nobody is told of it.
final class Pause {

  /// The genuine agent's. No container of a definition can be called so.
  static final String NAME = "~internal~ecs~pause~namespace";

  private static final String SHARED = "task";

  private Pause() {}

  static boolean isWanted(PayloadTask task, Place place) {
    return SHARED.equals(task.pidMode())
        || SHARED.equals(task.ipcMode())
        || (task.networkInterface().isPresent() && !place.runtimes().joins(task));
  }

  /// It, as a container of its task.
  static Container container() {
    return new Container(
        NAME,
        PauseImage.NAME,
        List.of(),
        List.of(),
        0,
        0,
        true,
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        null,
        null,
        List.of(),
        null,
        null,
        List.of(),
        null,
        List.of());
  }

  /// The body of its creation. It has no rights, as it does nothing. It has what the others share:
  /// the name of a task with an address of its own; and the memory, so that has the size of the
  /// largest that a container of the task asks for.
  static ObjectNode body(TaskState task) {
    ObjectNode body = CreateBody.JSON.createObjectNode();
    body.put("Image", PauseImage.NAME).putArray("Entrypoint").add(PauseImage.PROGRAM);
    task.payload().networkInterface().ifPresent(own -> body.put("Hostname", own.privateDnsName()));
    ObjectNode host = body.putObject("HostConfig");
    host.put("NetworkMode", "none").put("IpcMode", "shareable").put("ReadonlyRootfs", true);
    host.putArray("CapDrop").add("ALL");
    host.putArray("SecurityOpt").add("no-new-privileges");
    host.putObject("LogConfig").put("Type", "none");
    task.members().stream()
        .mapToLong(member -> CreateBody.said(member.spec()).path("ShmSize").asLong(0))
        .max()
        .ifPresent(bytes -> host.put("ShmSize", bytes)); // 0 is Docker's own size
    return body;
  }

  /// What Docker calls a mode of the task's, for the containers of its definition.
  static @Nullable String shared(TaskState task, @Nullable String mode) {
    return SHARED.equals(mode) ? shared(task) : mode;
  }

  /// What Docker calls a mode of a container that shares the pause container's.
  static String shared(TaskState task) {
    return "container:" + task.container(NAME).dockerName();
  }

  /// Why a task whose pause container ended by itself, or never began, can't go on. Asked to end,
  /// it does so with code 0.
  static Optional<String> broken(TaskState task) {
    return task.containers().stream()
        .filter(c -> c.isPause() && c.stopped())
        .filter(c -> !c.reason().isEmpty() || !task.stopping() || wasKilled(c))
        .findFirst()
        .map(c ->
            "ResourceInitializationError: the container %s, which holds what the task's containers"
                    .formatted(c.dockerName())
                + " share (their network, or pidMode or ipcMode task), "
                + how(c));
  }

  private static boolean wasKilled(ContainerState pause) {
    return pause.exitCode() != null && pause.exitCode() != 0;
  }

  private static String how(ContainerState pause) {
    return pause.reason().isEmpty()
        ? "was ended by someone else, with exit code " + pause.exitCode()
        : "is not there: " + pause.reason();
  }
}
