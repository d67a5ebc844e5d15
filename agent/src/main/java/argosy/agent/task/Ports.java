package argosy.agent.task;

import argosy.agent.runtime.Container.Binding;
import argosy.agent.runtime.EngineFault;
import argosy.agent.runtime.Runtime;
import argosy.wire.acs.PayloadTask;
import argosy.wire.acs.PayloadTask.PortMapping;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.NetworkBinding;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The ports of a container: as the definition maps them, as Docker is asked for them, and as they
/// are when nothing is mapped.
final class Ports {
  private static final String ANY_ADDRESS = "0.0.0.0";

  private Ports() {}

  /// Puts the mappings of single ports into the body of a container's creation. A published port is
  /// one of a bridge; in the other modes there is nothing to map.
  static void publish(ObjectNode body, List<PortMapping> ports, String address) {
    if (isBridge(body)) {
      ports.stream()
          .filter(port -> !port.hasRange())
          .forEach(port -> bind(body, port, port.first(), address, wanted(port.hostPort())));
    }
  }

  /// Chooses ports of the host for the mappings of ranges, in a row as those of the container are,
  /// and puts them into the body of its creation. Docker itself chooses single ports only.
  static void choose(ObjectNode body, List<PortMapping> ports, String address, Runtime runtime)
      throws IOException, InterruptedException {
    for (PortMapping port : isBridge(body) ? ranges(ports) : List.<PortMapping>of()) {
      int count = port.last() - port.first() + 1;
      int first = runtime.freePorts(address, protocol(port.protocol()), count);
      for (int i = 0; i < count; i++) {
        bind(body, port, port.first() + i, address, Integer.toString(first + i));
      }
    }
  }

  static List<PortMapping> ranges(List<PortMapping> ports) {
    return ports.stream().filter(PortMapping::hasRange).toList();
  }

  /// True if ports that were free when they were chosen aren't any more.
  static boolean areTaken(EngineFault fault) {
    String text = String.valueOf(fault.getMessage());
    return text.contains("port is already allocated") || text.contains("address already in use");
  }

  /// What a container in the host's own network listens on: its ports are the host's.
  static List<Binding> unmapped(PayloadTask.Container spec) {
    return spec.portMappings().stream()
        .map(
            port -> new Binding(ANY_ADDRESS, port.first(), port.first(), protocol(port.protocol())))
        .toList();
  }

  /// The bindings as the control plane hears of them: those of a range as one.
  static List<NetworkBinding> told(List<Binding> bindings, PayloadTask.Container spec) {
    List<Binding> single = new ArrayList<>(bindings);
    List<NetworkBinding> told = new ArrayList<>();
    for (PortMapping port : ranges(spec.portMappings())) {
      List<Binding> its =
          single.stream()
              .filter(b -> b.protocol().equals(protocol(port.protocol())))
              .filter(b -> b.containerPort() >= port.first() && b.containerPort() <= port.last())
              .sorted(Comparator.comparingInt(Binding::containerPort))
              .toList();
      if (inARow(its) && its.size() == port.last() - port.first() + 1) {
        single.removeAll(its);
        told.add(
            NetworkBinding.builder()
                .bindIP(its.getFirst().hostAddress())
                .containerPortRange(port.containerPortRange())
                .hostPortRange(its.getFirst().hostPort() + "-" + its.getLast().hostPort())
                .protocol(its.getFirst().protocol())
                .build());
      }
    }
    single.forEach(binding -> told.add(told(binding)));
    return told;
  }

  private static NetworkBinding told(Binding binding) {
    return NetworkBinding.builder()
        .bindIP(binding.hostAddress())
        .containerPort(binding.containerPort())
        .hostPort(binding.hostPort())
        .protocol(binding.protocol())
        .build();
  }

  private static boolean inARow(List<Binding> bindings) {
    return IntStream.range(1, bindings.size())
        .allMatch(i -> bindings.get(i).hostPort() == bindings.getFirst().hostPort() + i);
  }

  private static boolean isBridge(ObjectNode body) {
    String mode = body.at("/HostConfig/NetworkMode").asString("");
    return !mode.equals("host") && !mode.equals("none");
  }

  /// @param hostPort Docker chooses where it is empty
  private static void bind(
      ObjectNode body, PortMapping port, int containerPort, String address, String hostPort) {
    String name = name(port, containerPort);
    body.withObjectProperty("ExposedPorts").putObject(name);
    ArrayNode published =
        body.withObjectProperty("HostConfig")
            .withObjectProperty("PortBindings")
            .withArrayProperty(name);
    published.addObject().put("HostIp", address).put("HostPort", hostPort);
  }

  private static String name(PortMapping port, int containerPort) {
    return containerPort + "/" + protocol(port.protocol());
  }

  private static String protocol(@Nullable String said) {
    return said == null || said.isEmpty() ? "tcp" : said;
  }

  private static String wanted(@Nullable Integer hostPort) {
    return hostPort == null || hostPort == 0 ? "" : hostPort.toString();
  }
}
