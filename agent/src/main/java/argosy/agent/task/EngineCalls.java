package argosy.agent.task;

import argosy.agent.runtime.Container;
import argosy.agent.runtime.EngineFault;
import argosy.agent.runtime.EngineFault.Kind;
import argosy.agent.runtime.Runtime;
import argosy.agent.runtime.Runtime.Group;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// What steps do to the engine: each waits, and may be done twice without harm.
final class EngineCalls {
  private EngineCalls() {}

  /// How often a container is made whose ports are taken before it can start. Each attempt chooses
  /// among what is free then, so that only a crowd on the same ports needs more.
  private static final int ATTEMPTS_MAX = 5;

  /// A container that is to be made.
  ///
  /// @param additions what has to be looked for on the host and then put into the body
  /// @param volumes that have to be there before, as bodies of their creation
  /// @param group the one that it belongs to, if its task has limits
  record Making(
      String name,
      ObjectNode body,
      List<Addition> additions,
      List<ObjectNode> volumes,
      Optional<Group> group) {}

  interface Addition {
    void to(ObjectNode body, Runtime runtime) throws IOException, InterruptedException;
  }

  /// Makes a container after all that it needs, or finds the one that an earlier attempt made
  /// without its answer arriving.
  static String create(Runtime runtime, Making making) throws IOException, InterruptedException {
    String name = making.name();
    ObjectNode body = making.body().deepCopy();
    for (Addition addition : making.additions()) {
      addition.to(body, runtime);
    }
    for (ObjectNode volume : making.volumes()) {
      runtime.createVolume(volume);
    }
    if (making.group().isPresent()) {
      runtime
          .makeGroup(making.group().get())
          .ifPresent(parent -> body.withObjectProperty("HostConfig").put("CgroupParent", parent));
    }
    try {
      return runtime.create(name, body);
    } catch (EngineFault fault) {
      if (fault.kind() != Kind.CONFLICT) {
        throw fault;
      }
      return runtime
          .inspect(name)
          .filter(found -> same(found, body, Runtime.HOST_LABEL))
          .filter(found -> same(found, body, Labels.TASK_ARN))
          .map(Container::id)
          .orElseThrow(() -> fault);
    }
  }

  static String begin(Runtime runtime, String id) throws IOException, InterruptedException {
    runtime.start(id);
    return id;
  }

  static Optional<Container> start(Runtime runtime, String id)
      throws IOException, InterruptedException {
    runtime.start(id);
    return runtime.inspect(id);
  }

  /// Starts a container for the first time. If its ranges of ports are taken meanwhile it is made
  /// again with others, and so has another id.
  static Optional<Container> start(Runtime runtime, String id, Making making)
      throws IOException, InterruptedException {
    String made = id;
    for (int attempt = 1; ; attempt++) {
      try {
        return start(runtime, made);
      } catch (EngineFault fault) {
        if (!Ports.areTaken(fault)) {
          throw fault;
        }
        if (attempt == ATTEMPTS_MAX) {
          throw new EngineFault(
              fault.kind(),
              "its ranges of ports were taken " + attempt + " times: " + fault.getMessage(),
              fault);
        }
        runtime.remove(made);
        made = create(runtime, making);
      }
    }
  }

  static Optional<Container> stop(Runtime runtime, String id, Duration timeout)
      throws IOException, InterruptedException {
    try {
      runtime.stop(id, timeout);
    } catch (EngineFault fault) {
      if (fault.kind() != Kind.NOT_FOUND) {
        throw fault;
      }
    }
    return runtime.inspect(id);
  }

  /// @param group the name of the one that the containers may belong to
  static void remove(Runtime runtime, List<String> ids, List<String> volumes, String group)
      throws IOException, InterruptedException {
    for (String id : ids) {
      runtime.remove(id);
    }
    for (String volume : volumes) {
      runtime.removeVolume(volume);
    }
    runtime.removeGroup(group);
  }

  private static boolean same(Container found, ObjectNode body, String label) {
    return body.path("Labels").path(label).asString("").equals(found.labels().get(label));
  }
}
