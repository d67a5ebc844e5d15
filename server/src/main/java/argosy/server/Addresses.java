package argosy.server;

import java.util.List;
import software.amazon.awssdk.services.ecs.model.NetworkBinding;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TransportProtocol;

/// Where a running task can be reached from this machine.
final class Addresses {
  private static final String LOCAL = "127.0.0.1";

  private Addresses() {}

  static List<String> of(Task task) {
    return task.containers().stream()
        .flatMap(container -> container.networkBindings().stream())
        .map(Addresses::of)
        .distinct()
        .toList();
  }

  /// The same where the definition is known: in host mode a container's ports are the machine's.
  static List<String> of(Task task, TaskDefinition definition) {
    return definition.networkMode() == NetworkMode.HOST
        ? definition.containerDefinitions().stream()
            .flatMap(container -> container.portMappings().stream())
            .map(port -> address(port.protocol(), LOCAL, port.containerPort()))
            .toList()
        : of(task);
  }

  private static String of(NetworkBinding binding) {
    String host = "0.0.0.0".equals(binding.bindIP()) ? LOCAL : binding.bindIP();
    return address(binding.protocol(), host, binding.hostPort());
  }

  private static String address(TransportProtocol protocol, String host, int port) {
    return (protocol == TransportProtocol.UDP ? "udp" : "http") + "://" + host + ":" + port;
  }
}
