package argosy.agent.runtime.fake;

import argosy.agent.runtime.Container;
import argosy.agent.runtime.Container.Binding;
import argosy.agent.runtime.EngineFault;
import argosy.agent.runtime.EngineFault.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ObjectNode;

/// The ports of the host that containers get.
final class FakePorts {
  private static final int FIRST_DYNAMIC = 32_768;
  private static final int LAST_DYNAMIC = 60_999;

  private int next = FIRST_DYNAMIC;

  /// @param body of the container that starts
  /// @param others those that may have ports already
  List<Binding> publish(ObjectNode body, Collection<Container> others) throws EngineFault {
    List<Binding> bindings = new ArrayList<>();
    for (var mapped : body.path("HostConfig").path("PortBindings").properties()) {
      String[] parts = mapped.getKey().split("/", 2);
      for (var at : mapped.getValue()) {
        int wanted = Integer.parseInt("0" + at.path("HostPort").asString(""));
        int port = wanted == 0 ? free(parts[1], others) : wanted;
        if (isTaken(port, parts[1], others)) {
          throw new EngineFault(
              Kind.REFUSED, "Bind for :" + port + " failed: port is already allocated");
        }
        bindings.add(
            new Binding(
                at.path("HostIp").asString("0.0.0.0"), Integer.parseInt(parts[0]), port, parts[1]));
      }
    }
    return bindings;
  }

  /// The id of the running one of the containers that has an address. The first that was made has
  /// 172.17.0.2.
  static Optional<String> at(List<Container> containers, String address) {
    return containers.stream()
        .filter(c -> c.phase() == Container.Phase.RUNNING)
        .map(Container::id)
        .filter(id -> address(id).equals(address))
        .findFirst();
  }

  /// The lowest of so many in a row.
  int free(String protocol, int count, Collection<Container> others) throws EngineFault {
    return IntStream.rangeClosed(FIRST_DYNAMIC, LAST_DYNAMIC - count + 1)
        .filter(first ->
            IntStream.range(first, first + count)
                .noneMatch(port -> isTaken(port, protocol, others)))
        .findFirst()
        .orElseThrow(() -> new EngineFault(Kind.REFUSED, "no " + count + " free ports in a row"));
  }

  /// The address of a container that runs.
  static String address(String id) {
    return "172.17.0." + (Integer.parseInt(id, 16) + 1);
  }

  private int free(String protocol, Collection<Container> others) {
    int port;
    do {
      port = next;
      next = port == LAST_DYNAMIC ? FIRST_DYNAMIC : port + 1;
    } while (isTaken(port, protocol, others));
    return port;
  }

  private static boolean isTaken(int port, String protocol, Collection<Container> others) {
    return others.stream()
        .flatMap(c -> c.bindings().stream())
        .anyMatch(b -> b.hostPort() == port && b.protocol().equals(protocol));
  }
}
