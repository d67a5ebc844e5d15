package argosy.agent.task;

import argosy.agent.runtime.Container;
import argosy.agent.runtime.EngineFault;
import argosy.agent.runtime.EngineFault.Kind;
import argosy.agent.runtime.Runtime;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// What steps do to the engine: each waits, and may be done twice without harm.
final class EngineCalls {
  private EngineCalls() {}

  /// How often a container is made that can't start as it is. Each attempt chooses among the ports
  /// that are free then, so that only a crowd on the same ports needs more.
  private static final int ATTEMPTS_MAX = 5;

  /// Makes a container after all that it needs, or finds the one that an earlier attempt made
  /// without its answer arriving.
  static String create(Runtime runtime, Making making) throws IOException, InterruptedException {
    String name = making.name();
    ObjectNode body = making.body().deepCopy();
    for (Making.Addition addition : making.additions()) {
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
      String id = runtime.create(name, body);
      making.made().with(id);
      return id;
    } catch (EngineFault fault) {
      if (fault.kind() != Kind.CONFLICT) {
        throw fault;
      }
      String id =
          runtime
              .inspect(name)
              .filter(found -> same(found, body, Runtime.HOST_LABEL))
              .filter(found -> same(found, body, Labels.TASK_ARN))
              .map(Container::id)
              .orElseThrow(() -> fault);
      making.made().with(id);
      return id;
    }
  }

  /// Starts a container and says its id. If it can't start as it is, because its ranges of ports
  /// are taken meanwhile or its engine died on the way, it is made again, and has another id.
  ///
  /// @param again empty if it has run before
  static String begin(Runtime runtime, String id, Optional<Making> again)
      throws IOException, InterruptedException {
    String made = id;
    for (int attempt = 1; ; attempt++) {
      try {
        runtime.start(made);
        return made;
      } catch (EngineFault fault) {
        boolean taken = again.isPresent() && isTaken(fault, again.get());
        if (again.isEmpty() || !(taken || isHalfStarted(fault))) {
          throw fault;
        }
        if (attempt == ATTEMPTS_MAX) {
          throw new EngineFault(
              fault.kind(),
              (taken ? "its ranges of ports were taken " : "it was found half started ")
                  + attempt
                  + " times: "
                  + fault.getMessage(),
              fault);
        }
        runtime.endLeftover(made);
        runtime.remove(made);
        made = create(runtime, again.get());
      }
    }
  }

  private static boolean isTaken(EngineFault fault, Making making) {
    return making.choosesPorts() && Ports.areTaken(fault);
  }

  /// What containerd says of a container that it began to start for an engine which then died.
  private static boolean isHalfStarted(EngineFault fault) {
    String text = String.valueOf(fault.getMessage());
    return text.contains("id already in use") || text.contains("failed to start shim");
  }

  static Optional<Container> start(Runtime runtime, String id, Optional<Making> again)
      throws IOException, InterruptedException {
    return runtime.inspect(begin(runtime, id, again));
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
