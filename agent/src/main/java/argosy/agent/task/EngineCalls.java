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

  /// What has to be there before a container is made.
  ///
  /// @param volumes as bodies of their creation
  /// @param group the one that it belongs to, if its task has limits
  record Needs(List<ObjectNode> volumes, Optional<Group> group) {}

  /// Makes a container after all that it needs, or finds the one that an earlier attempt made
  /// without its answer arriving.
  static String create(Runtime runtime, String name, ObjectNode body, Needs needs)
      throws IOException, InterruptedException {
    for (ObjectNode volume : needs.volumes()) {
      runtime.createVolume(volume);
    }
    if (needs.group().isPresent()) {
      runtime
          .makeGroup(needs.group().get())
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

  static Optional<Container> start(Runtime runtime, String id)
      throws IOException, InterruptedException {
    runtime.start(id);
    return runtime.inspect(id);
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
