package argosy.agent.network;

import argosy.agent.network.Paths.Hop;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the paths that a former agent made out of what `ip -json` says.
final class FoundPaths {
  private static final JsonMapper JSON = new JsonMapper();

  private FoundPaths() {}

  /// What `ip -json route` says.
  static String routes(Namespace in, Family family) throws IOException {
    return Programs.ask(in, List.of("ip", family.option(), "-json", "route", "show"));
  }

  /// @param routes of `ip -json route`, by family
  /// @param neighbours of `ip -json neigh show dev vxlan0 nud permanent`: whoever is one has an
  ///   entry of the device too, which is made before
  static Paths of(Map<Family, String> routes, String neighbours) {
    var found = new Paths(new TreeMap<>(), new TreeSet<>(), new TreeSet<>());
    routes.forEach((family, said) -> read(family, said, found));
    for (JsonNode neighbour : list(neighbours)) {
      found.hops().add(Hop.of(neighbour.path("dst").asString("")));
    }
    return found;
  }

  private static void read(Family family, String routes, Paths found) {
    for (JsonNode route : list(routes)) {
      String to = route.path("dst").asString("");
      if (route.path("type").asString("").equals("blackhole")) {
        found.nowhere().add(to.equals("default") ? family.anywhere : to);
      } else if (route.path("dev").asString("").equals(LinkNames.OTHERS) && route.has("gateway")) {
        found.remote().put(family.alone(to), Hop.of(route.path("gateway").asString("")));
      }
    }
  }

  /// A route of a host that shares addresses with ranges, other than by this link, whose traffic
  /// would go astray; empty if there is none.
  ///
  /// @param routes of `ip -json route`
  static Optional<String> inTheWay(String routes, List<String> ranges, String link) {
    for (JsonNode route : list(routes)) {
      String to = route.path("dst").asString("");
      String device = route.path("dev").asString("");
      if (to.equals("default") || device.equals(link)) {
        continue;
      }
      String range = to.indexOf('/') < 0 ? Family.of(to).alone(to) : to;
      if (ranges.stream().anyMatch(each -> overlap(each, range))) {
        return Optional.of(to + " on " + device);
      }
    }
    return Optional.empty();
  }

  /// Whether two ranges of a family share addresses: they differ only in bits that one of them
  /// leaves open.
  private static boolean overlap(String one, String other) {
    int shift = Math.max(bitsLeft(one), bitsLeft(other));
    return first(one).shiftRight(shift).equals(first(other).shiftRight(shift));
  }

  private static BigInteger first(String range) {
    return new BigInteger(1, address(range).getAddress());
  }

  private static int bitsLeft(String range) {
    int prefix = Integer.parseInt(range.substring(range.indexOf('/') + 1));
    return address(range).getAddress().length * Byte.SIZE - prefix;
  }

  private static InetAddress address(String range) {
    return InetAddress.ofLiteral(range.substring(0, range.indexOf('/')));
  }

  /// `ip` says nothing at all where it finds nothing.
  static JsonNode list(String text) {
    return JSON.readTree(text.isBlank() ? "[]" : text);
  }
}
