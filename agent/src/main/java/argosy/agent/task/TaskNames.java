package argosy.agent.task;

import argosy.agent.HostNetwork;
import argosy.agent.runtime.Runtime;
import argosy.wire.acs.PayloadTask.NetworkInterface;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The names that the containers of a task with an address of its own know: their own, and where to
/// ask for others. Docker gives them to containers that it connects itself.
final class TaskNames {
  private TaskNames() {}

  static void add(ObjectNode body, TaskState task, ContainerState container, HostNetwork network)
      throws IOException {
    Optional<NetworkInterface> own = task.payload().networkInterface();
    if (own.isEmpty() || container.isPause()) {
      return;
    }
    Path folder = network.names(task.payload());
    ObjectNode host = body.withObjectProperty("HostConfig");
    ArrayNode binds = host.withArrayProperty("Binds");
    binds.add(folder.resolve("hosts") + ":/etc/hosts");
    binds.add(folder.resolve("resolv.conf") + ":/etc/resolv.conf");
    if (task.pause().isEmpty()) {
      binds.add(folder.resolve("hostname") + ":/etc/hostname");
      body.put("Hostname", own.get().privateDnsName());
      String wrapped = host.path("Runtime").asString("");
      if (!wrapped.isEmpty()) {
        body.withObjectProperty("Labels").put(Runtime.WRAPPED_LABEL, wrapped);
      }
      host.put("Runtime", Runtime.JOINING);
    }
  }
}
