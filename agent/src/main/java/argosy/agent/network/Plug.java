package argosy.agent.network;

import argosy.agent.network.InterfaceSpec.Way;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/// What an interface is made of: a pair of linked devices, one in the VPC's namespace and one where
/// the task is. There is no Ethernet between them but the pair: each end knows the other's hardware
/// address, and nobody asks for any.
///
/// A way through it is lines of `ip` with a hole for the verb: what makes it also takes it away.
final class Plug {
  private static final Path LINKS = Path.of("/proc/thread-self/net/dev");

  private static final String PERMANENT = " nud permanent";

  private Plug() {}

  /// The pair itself.
  static List<String> pair(InterfaceSpec wanted, Namespace there, int mtu) {
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
        "link set " + link + " alias " + wanted.id() + " up");
  }

  /// What makes the task's end carry packets.
  static List<String> up(InterfaceSpec wanted) {
    return List.of("link set lo up", "link set " + wanted.link() + " addrgenmode none up");
  }

  /// The VPC's side of its ways.
  static List<String> inVpc(InterfaceSpec wanted) {
    return ofWays(wanted, Plug::inVpc);
  }

  private static List<String> inVpc(InterfaceSpec wanted, Way way) {
    String link = LinkNames.ofInterface(wanted.id());
    return List.of(
        "neigh %s " + way.address() + " lladdr " + wanted.mac() + " dev " + link + PERMANENT,
        "route %s " + way.family().alone(way.address()) + " dev " + link);
  }

  /// The task's side of its ways. The last lines make its routes, so one with routes is whole.
  static List<String> inTask(InterfaceSpec wanted) {
    return ofWays(wanted, Plug::inTask);
  }

  private static List<String> inTask(InterfaceSpec wanted, Way way) {
    String dev = " dev " + wanted.link();
    String router = way.router();
    String own = way.family().alone(way.address());
    var lines = new ArrayList<String>();
    lines.add("addr %s " + own + dev + (way.family() == Family.IPV6 ? " nodad" : ""));
    lines.add("neigh %s " + router + " lladdr " + LinkNames.ROUTER_MAC + dev + PERMANENT);
    lines.add("route %s " + way.family().alone(router) + dev + " scope link");
    for (String range : way.routes()) {
      lines.add("route %s " + range + " via " + router + dev + " src " + way.address());
    }
    return lines;
  }

  private static List<String> ofWays(
      InterfaceSpec wanted, BiFunction<InterfaceSpec, Way, List<String>> lines) {
    return wanted.ways().stream().flatMap(way -> lines.apply(wanted, way).stream()).toList();
  }

  static List<String> replace(List<String> lines) {
    return lines.stream().map(line -> line.formatted("replace")).toList();
  }

  /// What came last goes first.
  static List<String> delete(List<String> lines) {
    return lines.reversed().stream().map(line -> line.formatted("delete")).toList();
  }

  /// Whether a way's end in a task is as it should be.
  static boolean isIn(InterfaceSpec wanted, Way way, Namespace there) throws IOException {
    var own = InetAddress.ofLiteral(way.address());
    return InNamespace.call(
        there,
        () -> {
          NetworkInterface link = NetworkInterface.getByName(wanted.link());
          return link != null
              && link.inetAddresses().anyMatch(own::equals)
              && Routes.of(way.family()).by(wanted.link()) >= way.routes().size();
        });
  }

  /// The kernel's own list of routes, by where it keeps what of a line.
  private record Routes(String file, int link, int gateway) {
    static Routes of(Family family) {
      return switch (family) {
        case IPV4 -> new Routes("route", 0, 2);
        case IPV6 -> new Routes("ipv6_route", 9, 4);
      };
    }

    /// How many lead to a router, and by this link.
    long by(String name) throws IOException {
      try (var lines = Files.lines(Path.of("/proc/thread-self/net", file))) {
        return lines
            .map(line -> line.strip().split("\\s+", -1))
            .filter(columns -> columns[link].equals(name) && !columns[gateway].matches("0+"))
            .count();
      }
    }
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
}
