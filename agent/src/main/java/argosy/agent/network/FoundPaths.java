package argosy.agent.network;

import argosy.wire.vpc.Cidr;
import argosy.wire.vpc.Ipv4;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the paths that a former agent made out of what `ip -json` says.
final class FoundPaths {
  private static final JsonMapper JSON = new JsonMapper();

  private FoundPaths() {}

  /// @param routes of `ip -json route`
  /// @param neighbours of `ip -json neigh show dev vxlan0 nud permanent`: whoever is one has an
  ///   entry of the device too, which is made before
  static Paths of(String routes, String neighbours) {
    var remote = new TreeMap<Ipv4, Ipv4>();
    var hosts = new TreeSet<Ipv4>();
    var nowhere = new TreeSet<Cidr>();
    for (JsonNode route : list(routes)) {
      String to = route.path("dst").asString("");
      if (route.path("type").asString("").equals("blackhole")) {
        nowhere.add(to.equals("default") ? Cidr.ANYWHERE : Cidr.of(to));
      } else if (route.path("dev").asString("").equals(LinkNames.OTHERS)) {
        remote.put(Ipv4.of(to), Ipv4.of(route.path("gateway").asString("")));
      }
    }
    for (JsonNode neighbour : list(neighbours)) {
      hosts.add(Ipv4.of(neighbour.path("dst").asString("")));
    }
    return new Paths(remote, hosts, nowhere);
  }

  /// A route of a host that shares addresses with ranges, other than by this link, whose traffic
  /// would go astray; empty if there is none.
  ///
  /// @param routes of `ip -json route`
  static Optional<String> inTheWay(String routes, List<Cidr> ranges, String link) {
    for (JsonNode route : list(routes)) {
      String to = route.path("dst").asString("");
      String device = route.path("dev").asString("");
      if (to.equals("default") || device.equals(link)) {
        continue;
      }
      Cidr range = Cidr.of(to.indexOf('/') < 0 ? to + "/32" : to);
      if (ranges.stream().anyMatch(range::overlaps)) {
        return Optional.of(to + " on " + device);
      }
    }
    return Optional.empty();
  }

  /// `ip` says nothing at all where it finds nothing.
  static JsonNode list(String text) {
    return JSON.readTree(text.isBlank() ? "[]" : text);
  }
}
