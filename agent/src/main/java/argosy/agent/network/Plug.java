package argosy.agent.network;

import argosy.wire.vpc.Cidr;
import java.io.IOException;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Plugs an interface in: a pair of linked devices, one in the VPC's namespace and one where the
/// task is. There is no Ethernet between them but the pair: each end knows the other's hardware
/// address, and nobody asks for any.
final class Plug {
  private static final Path LINKS = Path.of("/proc/thread-self/net/dev");
  private static final Path ROUTES = Path.of("/proc/thread-self/net/route");
  private static final String NO_GATEWAY = "00000000";

  private Plug() {}

  /// The VPC's side of it.
  static List<String> inVpc(InterfaceSpec wanted, Namespace there, int mtu) {
    String link = LinkNames.ofInterface(wanted.id());
    return List.of(
        "link add "
            + link
            + " address "
            + LinkNames.ROUTER_MAC
            + " mtu "
            + mtu
            + " type veth peer name "
            + wanted.link()
            + " address "
            + wanted.mac()
            + " mtu "
            + mtu
            + " netns "
            + there,
        "link set " + link + " alias " + wanted.id() + " up",
        "neigh replace "
            + wanted.address()
            + " lladdr "
            + wanted.mac()
            + " dev "
            + link
            + " nud permanent",
        "route replace " + wanted.address() + "/32 dev " + link);
  }

  /// The task's side of it.
  static List<String> inTask(InterfaceSpec wanted) {
    String link = wanted.link();
    var lines = new ArrayList<String>();
    lines.add("link set lo up");
    lines.add("link set " + link + " addrgenmode none up");
    lines.add("addr replace " + wanted.address() + "/32 dev " + link);
    lines.add(
        "neigh replace "
            + wanted.gateway()
            + " lladdr "
            + LinkNames.ROUTER_MAC
            + " dev "
            + link
            + " nud permanent");
    lines.add("route replace " + wanted.gateway() + "/32 dev " + link + " scope link");
    for (Cidr range : wanted.routes()) {
      lines.add(
          "route replace "
              + range
              + " via "
              + wanted.gateway()
              + " dev "
              + link
              + " src "
              + wanted.address());
    }
    return lines;
  }

  /// Whether its end in a task is as it should be. Its last line makes its routes, so one with
  /// routes is whole.
  static boolean isIn(InterfaceSpec wanted, Namespace there) throws IOException {
    return InNamespace.call(
        there,
        () -> {
          NetworkInterface link = NetworkInterface.getByName(wanted.link());
          return link != null
              && link.inetAddresses()
                  .anyMatch(each -> each.getHostAddress().equals(wanted.address().toString()))
              && routes(wanted.link()) >= wanted.routes().size();
        });
  }

  static boolean hasLink(Namespace in, String name) throws IOException {
    return InNamespace.call(
        in,
        () -> {
          try (var lines = Files.lines(LINKS)) {
            return lines.anyMatch(line -> line.strip().startsWith(name + ":"));
          }
        });
  }

  private static long routes(String link) throws IOException {
    try (var lines = Files.lines(ROUTES)) {
      return lines
          .map(line -> line.split("\\s+", -1))
          .filter(columns -> columns[0].equals(link) && !columns[2].equals(NO_GATEWAY))
          .count();
    }
  }
}
