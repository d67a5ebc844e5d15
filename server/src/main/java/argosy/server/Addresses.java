package argosy.server;

import java.util.List;
import software.amazon.awssdk.services.ecs.model.NetworkBinding;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TransportProtocol;

/// Where a running task can be reached from this machine.
final class Addresses {
  private Addresses() {}

  static List<String> of(Task task) {
    return task.containers().stream()
        .flatMap(container -> container.networkBindings().stream())
        .map(Addresses::of)
        .distinct()
        .toList();
  }

  private static String of(NetworkBinding binding) {
    String host = "0.0.0.0".equals(binding.bindIP()) ? "127.0.0.1" : binding.bindIP();
    String scheme = binding.protocol() == TransportProtocol.UDP ? "udp" : "http";
    String ports =
        binding.hostPort() == null ? binding.hostPortRange() : binding.hostPort().toString();
    return scheme + "://" + host + ":" + ports;
  }
}
