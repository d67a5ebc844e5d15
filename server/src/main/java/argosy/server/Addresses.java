package argosy.server;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.NetworkBinding;
import software.amazon.awssdk.services.ecs.model.NetworkInterface;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TransportProtocol;

/// Where running tasks can be reached from this machine. The ports of those that have an address of
/// their own stand in their definitions, each of which is asked for once.
final class Addresses {
  private final Client client;
  private final Map<String, List<Ports>> ports = new HashMap<>();

  Addresses(Client client) {
    this.client = client;
  }

  List<String> of(Task task) throws IOException, InterruptedException {
    return own(task).isEmpty() ? bound(task) : of(task, ports(task.taskDefinitionArn()));
  }

  private List<Ports> ports(String definition) throws IOException, InterruptedException {
    @Nullable List<Ports> known = ports.get(definition);
    if (known == null) {
      var asked = DescribeTaskDefinitionRequest.builder().taskDefinition(definition).build();
      known = Ports.of(client.call(asked, DescribeTaskDefinitionResponse.class).taskDefinition());
      ports.put(definition, known);
    }
    return known;
  }

  /// Of a task whose definition names these ports: an address alone if it has one and no port.
  static List<String> of(Task task, List<Ports> named) {
    List<String> own = own(task);
    List<String> reached =
        named.isEmpty()
            ? own
            : own.stream().flatMap(at -> named.stream().map(ports -> ports.at(at))).toList();
    return Stream.concat(bound(task).stream(), reached.stream()).toList();
  }

  /// The addresses that are a task's own.
  static List<String> own(Task task) {
    return task.containers().stream()
        .flatMap(container -> container.networkInterfaces().stream())
        .map(NetworkInterface::privateIpv4Address)
        .distinct()
        .toList();
  }

  private static List<String> bound(Task task) {
    return task.containers().stream()
        .flatMap(container -> container.networkBindings().stream())
        .map(Addresses::at)
        .distinct()
        .toList();
  }

  private static String at(NetworkBinding binding) {
    String host = "0.0.0.0".equals(binding.bindIP()) ? "127.0.0.1" : binding.bindIP();
    String scheme = binding.protocol() == TransportProtocol.UDP ? "udp" : "http";
    String ports =
        binding.hostPort() == null ? binding.hostPortRange() : binding.hostPort().toString();
    return scheme + "://" + host + ":" + ports;
  }
}
