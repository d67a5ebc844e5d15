package argosy.agent.network;

import argosy.wire.vpc.Ipv4;
import argosy.wire.vpc.VpcInterface;
import argosy.wire.vpc.VpcMessage.VpcView;
import argosy.wire.vpc.VpcSubnet;
import argosy.wire.vpc.VpcSubnet.WayOut;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The way out of a VPC on one host. Every host is an exit of its own: what leaves the VPC leaves
/// from the host that it comes from, and what comes to a public address comes to the host that its
/// interface is on.
///
/// @param open whether there is any
/// @param transit the VPC's address on its link to the host, by which the host tells VPCs with the
///   same ranges apart
/// @param publics public addresses of interfaces on this host, and the interfaces' own
/// @param gateways addresses under which subnets with a NAT gateway leave, by the subnets' ranges
/// @param outward links of the interfaces that may leave
record Exit(
    boolean open,
    Ipv4 transit,
    SortedMap<Ipv4, Ipv4> publics,
    SortedMap<String, Ipv4> gateways,
    SortedSet<String> outward) {

  /// For tests of networks (RFC 2544), so nobody else's: 2^16 addresses, more than a host has VPCs.
  /// The other half of that range are public addresses.
  private static final Ipv4 TRANSIT = Ipv4.of("198.18.0.0");

  private static final int TRANSIT_MASK = 0xffff;

  static Exit of(VpcView view, Ipv4 host) {
    Map<String, VpcSubnet> subnets = new HashMap<>();
    view.subnets().forEach(subnet -> subnets.put(subnet.id(), subnet));
    Ipv4 transit = TRANSIT.plus(view.vni() & TRANSIT_MASK);
    var publics = new TreeMap<Ipv4, Ipv4>();
    var gateways = new TreeMap<String, Ipv4>();
    var outward = new TreeSet<String>();
    for (VpcInterface each : view.interfaces()) {
      VpcSubnet subnet = subnets.get(each.subnet());
      if (subnet == null || !each.on(host)) {
        continue;
      }
      Ipv4 publicAddress = each.publicAddress();
      switch (subnet.wayOut()) {
        case NONE -> {}
        case INTERNET -> {
          if (publicAddress != null) {
            publics.put(publicAddress, each.address());
            outward.add(LinkNames.ofInterface(each.id()));
          }
        }
        case NAT -> {
          Ipv4 gateway = subnet.natAddress();
          gateways.put(subnet.range().toString(), gateway == null ? transit : gateway);
          outward.add(LinkNames.ofInterface(each.id()));
        }
      }
    }
    return new Exit(leadsOut(view), transit, publics, gateways, outward);
  }

  private static boolean leadsOut(VpcView view) {
    return view.subnets().stream().anyMatch(subnet -> subnet.wayOut() != WayOut.NONE);
  }

  /// What the host sends to the VPC.
  SortedSet<Ipv4> addresses() {
    var all = new TreeSet<>(publics.keySet());
    all.addAll(gateways.values());
    all.add(transit);
    return all;
  }
}
