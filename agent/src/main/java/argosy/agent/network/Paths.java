package argosy.agent.network;

import argosy.wire.vpc.Cidr;
import argosy.wire.vpc.Ipv4;
import argosy.wire.vpc.VpcInterface;
import argosy.wire.vpc.VpcMessage.VpcView;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The ways from a host's share of a VPC to everything that isn't plugged into it: the interfaces
/// on other hosts, each by the host that it is on, and the addresses that lead nowhere.
///
/// The other hosts' shares are neighbours on the VXLAN device, under addresses that follow from
/// theirs on the network between hosts. So an interface takes one route for each of its addresses,
/// and only a host takes more.
///
/// @param remote the interfaces' addresses, as ranges, and the hops that lead there
/// @param nowhere ranges in which only known addresses lead somewhere
record Paths(SortedMap<String, Hop> remote, SortedSet<Hop> hops, SortedSet<String> nowhere) {
  static final Cidr LINK_LOCAL = Cidr.of("169.254.0.0/16");

  static final Paths NONE = new Paths(new TreeMap<>(), new TreeSet<>(), new TreeSet<>());

  /// Another host, as packets of a family go there. Interfaces all have an address of IPv4, and so
  /// hosts with any are hops of it.
  record Hop(Family family, Ipv4 host) implements Comparable<Hop> {
    private static final Comparator<Hop> ORDER =
        Comparator.comparing(Hop::family).thenComparing(Hop::host);

    /// The one with an address, which ends as that of the host does.
    static Hop of(String address) {
      byte[] bytes = InetAddress.ofLiteral(address).getAddress();
      int host = ByteBuffer.wrap(bytes).getInt(bytes.length - Integer.BYTES);
      return new Hop(Family.of(address), new Ipv4(host));
    }

    String address() {
      return family.hop(host);
    }

    @Override
    public int compareTo(Hop other) {
      return ORDER.compare(this, other);
    }
  }

  static Paths of(VpcView view, Ipv4 host) {
    Set<Family> families = Family.of(view);
    var remote = new TreeMap<String, Hop>();
    for (VpcInterface each : view.interfaces()) {
      Ipv4 on = each.host();
      if (on != null && !on.equals(host)) {
        for (Family family : families) {
          family.address(each).ifPresent(own -> remote.put(family.alone(own), new Hop(family, on)));
        }
      }
    }
    var nowhere = new TreeSet<String>();
    view.ranges().forEach(range -> nowhere.add(range.toString()));
    nowhere.add(LINK_LOCAL.toString());
    if (!Exit.of(view, host).open()) {
      nowhere.add(Family.IPV4.anywhere);
    }
    if (families.contains(Family.IPV6)) {
      nowhere.add(Family.IPV6.anywhere); // no way leads out
    }
    return new Paths(remote, new TreeSet<>(remote.values()), nowhere);
  }

  Set<Ipv4> hosts() {
    return hops.stream().map(Hop::host).collect(Collectors.toUnmodifiableSet());
  }

  /// What makes these paths others, in the order in which it is done. What is removed may be gone
  /// already: an interface that was plugged in here has taken its route over.
  ///
  /// @param bridge lines for `bridge`
  /// @param ip lines for `ip`
  record Change(
      List<String> bridge, List<String> ip, List<String> ipRemoved, List<String> bridgeRemoved) {}

  Change to(Paths wanted) {
    var change =
        new Change(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (Hop hop : wanted.hops) {
      if (!hops.contains(hop)) {
        entry("replace", hop, change.bridge);
        change.ip.add(neighbour("replace", hop));
      }
    }
    for (String range : wanted.nowhere) {
      if (!nowhere.contains(range)) {
        change.ip.add("route replace blackhole " + range);
      }
    }
    for (Map.Entry<String, Hop> each : wanted.remote.entrySet()) {
      if (!each.getValue().equals(remote.get(each.getKey()))) {
        change.ip.add("route replace " + route(each.getKey(), each.getValue()));
      }
    }
    removed(wanted, change);
    return change;
  }

  private void removed(Paths wanted, Change change) {
    for (Map.Entry<String, Hop> each : remote.entrySet()) {
      if (!wanted.remote.containsKey(each.getKey())) {
        change.ipRemoved.add("route delete " + route(each.getKey(), each.getValue()));
      }
    }
    for (String range : nowhere) {
      if (!wanted.nowhere.contains(range)) {
        change.ipRemoved.add("route delete blackhole " + range);
      }
    }
    for (Hop hop : hops) {
      if (!wanted.hops.contains(hop)) {
        change.ipRemoved.add(neighbour("delete", hop));
        entry("delete", hop, change.bridgeRemoved);
      }
    }
  }

  private static String route(String address, Hop hop) {
    return address + " via " + hop.address() + " dev " + LinkNames.OTHERS + " onlink";
  }

  private static String neighbour(String verb, Hop hop) {
    String lladdr = verb.equals("delete") ? "" : " lladdr " + LinkNames.macOf(hop.host);
    String state = verb.equals("delete") ? "" : " nud permanent";
    return "neigh " + verb + " " + hop.address() + lladdr + " dev " + LinkNames.OTHERS + state;
  }

  /// A host has one, whatever packets go there.
  private static void entry(String verb, Hop hop, List<String> lines) {
    if (hop.family == Family.IPV4) {
      String mac = LinkNames.macOf(hop.host);
      lines.add("fdb " + verb + " " + mac + " dev " + LinkNames.OTHERS + " dst " + hop.host);
    }
  }
}
