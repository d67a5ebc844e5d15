package argosy.agent.network;

import argosy.wire.vpc.Cidr;
import argosy.wire.vpc.Ipv4;
import argosy.wire.vpc.VpcInterface;
import argosy.wire.vpc.VpcMessage.VpcView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The ways from a host's share of a VPC to everything that isn't plugged into it: the interfaces
/// on other hosts, each by the host that it is on, and the addresses that lead nowhere.
///
/// The other hosts' shares are neighbours on the VXLAN device, under their addresses on the network
/// between hosts. So an interface takes one route, and only a host takes more.
///
/// @param remote the interfaces' addresses, and the hosts that they are on
/// @param nowhere ranges in which only known addresses lead somewhere
record Paths(SortedMap<Ipv4, Ipv4> remote, SortedSet<Ipv4> hosts, SortedSet<Cidr> nowhere) {
  static final Cidr LINK_LOCAL = Cidr.of("169.254.0.0/16");

  static final Paths NONE = new Paths(new TreeMap<>(), new TreeSet<>(), new TreeSet<>());

  static Paths of(VpcView view, Ipv4 host) {
    var remote = new TreeMap<Ipv4, Ipv4>();
    for (VpcInterface each : view.interfaces()) {
      Ipv4 on = each.host();
      if (on != null && !on.equals(host)) {
        remote.put(each.address(), on);
      }
    }
    var nowhere = new TreeSet<>(view.ranges());
    nowhere.add(LINK_LOCAL);
    if (!Exit.of(view, host).open()) {
      nowhere.add(Cidr.ANYWHERE);
    }
    return new Paths(remote, new TreeSet<>(remote.values()), nowhere);
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
    for (Ipv4 host : wanted.hosts) {
      if (!hosts.contains(host)) {
        change.bridge.add("fdb replace " + entry(host));
        change.ip.add(neighbour("replace", host));
      }
    }
    for (Cidr range : wanted.nowhere) {
      if (!nowhere.contains(range)) {
        change.ip.add("route replace blackhole " + range);
      }
    }
    for (Map.Entry<Ipv4, Ipv4> each : wanted.remote.entrySet()) {
      if (!each.getValue().equals(remote.get(each.getKey()))) {
        change.ip.add("route replace " + route(each.getKey(), each.getValue()));
      }
    }
    removed(wanted, change);
    return change;
  }

  private void removed(Paths wanted, Change change) {
    for (Map.Entry<Ipv4, Ipv4> each : remote.entrySet()) {
      if (!wanted.remote.containsKey(each.getKey())) {
        change.ipRemoved.add("route delete " + route(each.getKey(), each.getValue()));
      }
    }
    for (Cidr range : nowhere) {
      if (!wanted.nowhere.contains(range)) {
        change.ipRemoved.add("route delete blackhole " + range);
      }
    }
    for (Ipv4 host : hosts) {
      if (!wanted.hosts.contains(host)) {
        change.ipRemoved.add(neighbour("delete", host));
        change.bridgeRemoved.add("fdb delete " + entry(host));
      }
    }
  }

  private static String route(Ipv4 address, Ipv4 host) {
    return address + "/32 via " + host + " dev " + LinkNames.OTHERS + " onlink";
  }

  private static String neighbour(String verb, Ipv4 host) {
    String lladdr = verb.equals("delete") ? "" : " lladdr " + LinkNames.macOf(host);
    String state = verb.equals("delete") ? "" : " nud permanent";
    return "neigh " + verb + " " + host + lladdr + " dev " + LinkNames.OTHERS + state;
  }

  private static String entry(Ipv4 host) {
    return LinkNames.macOf(host) + " dev " + LinkNames.OTHERS + " dst " + host;
  }
}
