package argosy.agent.task;

import argosy.agent.runtime.Container.Binding;
import argosy.wire.acs.PayloadTask;
import argosy.wire.acs.PayloadTask.PortMapping;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The ports of a container: as the definition maps them, as Docker is asked for them, and as they
/// are when nothing is mapped.
final class Ports {
  private static final String ANY_ADDRESS = "0.0.0.0";

  private Ports() {}

  /// Puts the mappings into the body of a container's creation. A published port is one of a
  /// bridge; in the other modes there is nothing to map.
  static void publish(ObjectNode body, List<PortMapping> ports, String address) {
    ObjectNode host = body.withObjectProperty("HostConfig");
    String mode = host.path("NetworkMode").asString("");
    if (ports.isEmpty() || mode.equals("host") || mode.equals("none")) {
      return;
    }
    ObjectNode exposed = body.withObjectProperty("ExposedPorts");
    ObjectNode bindings = host.withObjectProperty("PortBindings");
    for (PortMapping port : ports) {
      String name = port.containerPort() + "/" + protocol(port.protocol());
      exposed.putObject(name);
      ArrayNode published = bindings.withArrayProperty(name);
      published.addObject().put("HostIp", address).put("HostPort", wanted(port.hostPort()));
    }
  }

  /// What a container in the host's own network listens on: its ports are the host's.
  static List<Binding> unmapped(PayloadTask.Container spec) {
    return spec.portMappings().stream()
        .map(port ->
            new Binding(
                ANY_ADDRESS, port.containerPort(), port.containerPort(), protocol(port.protocol())))
        .toList();
  }

  private static String protocol(@Nullable String said) {
    return said == null || said.isEmpty() ? "tcp" : said;
  }

  /// Docker chooses where the text is empty.
  private static String wanted(@Nullable Integer hostPort) {
    return hostPort == null || hostPort == 0 ? "" : hostPort.toString();
  }
}
