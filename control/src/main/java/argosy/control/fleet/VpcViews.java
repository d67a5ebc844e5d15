package argosy.control.fleet;

import argosy.domain.fabric.Berths;
import argosy.domain.id.InstanceArn;
import argosy.domain.network.NatGateway;
import argosy.domain.network.NetworkAcl;
import argosy.domain.network.NetworkInterface;
import argosy.domain.network.RouteTable;
import argosy.domain.network.SecurityGroup;
import argosy.domain.network.SecurityGroupRule;
import argosy.domain.network.Subnet;
import argosy.domain.network.Vpc;
import argosy.domain.state.Effect;
import argosy.domain.state.Picture;
import argosy.wire.vpc.Cidr;
import argosy.wire.vpc.Cidr6;
import argosy.wire.vpc.Ipv4;
import argosy.wire.vpc.Ipv6;
import argosy.wire.vpc.Traffic;
import argosy.wire.vpc.VpcGroup;
import argosy.wire.vpc.VpcInterface;
import argosy.wire.vpc.VpcMessage;
import argosy.wire.vpc.VpcSubnet;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What hosts are told of VPCs, made of the picture. Left out is what no packet fits: prefix lists,
/// and a protocol of one version of IP with a range of the other.
final class VpcViews {
  private VpcViews() {}

  /// All of a VPC; empty if there is none.
  static Optional<VpcMessage.VpcView> whole(Picture picture, String vpc, long sequence) {
    return Vpc.find(picture, vpc)
        .map(it ->
            new VpcMessage.VpcView(
                vpc,
                sequence,
                it.number(),
                it.ranges().stream().map(range -> Cidr.of(range.cidr().toString())).toList(),
                Subnet.of(picture, vpc).stream().map(s -> subnet(picture, s)).toList(),
                Subnet.of(picture, vpc).stream()
                    .flatMap(subnet -> NetworkInterface.of(picture, subnet.id()).stream())
                    .map(eni -> one(picture, eni))
                    .toList(),
                SecurityGroup.of(picture, vpc).stream().map(g -> group(picture, g)).toList()));
  }

  /// The hosts that the touched interfaces are on.
  static Set<InstanceArn> hosts(Picture picture, Effect.TellVpc touched) {
    return touched.interfaces().stream()
        .flatMap(id -> NetworkInterface.find(picture, id).stream())
        .flatMap(it -> Berths.of(picture, it).stream())
        .collect(Collectors.toSet());
  }

  /// What became different in a VPC.
  static VpcMessage.VpcChange change(Picture picture, Effect.TellVpc touched, long sequence) {
    return new VpcMessage.VpcChange(
        touched.vpc(),
        sequence,
        there(touched.subnets(), id -> Subnet.find(picture, id).map(s -> subnet(picture, s))),
        there(
            touched.interfaces(),
            id -> NetworkInterface.find(picture, id).map(eni -> one(picture, eni))),
        there(touched.groups(), id -> SecurityGroup.find(picture, id).map(g -> group(picture, g))),
        gone(touched.subnets(), id -> Subnet.find(picture, id)),
        gone(touched.interfaces(), id -> NetworkInterface.find(picture, id)),
        gone(touched.groups(), id -> SecurityGroup.find(picture, id)));
  }

  private static <T> List<T> there(Set<String> ids, Function<String, Optional<T>> find) {
    return ids.stream().map(find).flatMap(Optional::stream).toList();
  }

  private static List<String> gone(Set<String> ids, Function<String, Optional<?>> find) {
    return ids.stream().filter(id -> find.apply(id).isEmpty()).toList();
  }

  private static VpcInterface one(Picture picture, NetworkInterface of) {
    NetworkInterface.@Nullable PublicAddress outside = of.publicAddress();
    return new VpcInterface(
        of.id(),
        Ipv4.of(of.address().toString()),
        of.mac(),
        of.groups(),
        of.place().subnet(),
        Berths.of(picture, of)
            .flatMap(host -> Berths.underlay(picture, host))
            .map(Ipv4::of)
            .orElse(null),
        of.sourceDestCheck(),
        outside == null ? null : Ipv4.of(outside.address().toString()),
        Berths.isHosts(of),
        of.address6() == null ? null : Ipv6.of(of.address6().toString()));
  }

  private static VpcGroup group(Picture picture, SecurityGroup of) {
    Collection<SecurityGroupRule> rules = SecurityGroupRule.of(picture, of.id());
    return new VpcGroup(of.id(), rules(rules, false), rules(rules, true));
  }

  private static List<VpcGroup.Rule> rules(Collection<SecurityGroupRule> of, boolean egress) {
    return of.stream().filter(rule -> rule.egress() == egress).flatMap(VpcViews::rule).toList();
  }

  private static Stream<VpcGroup.Rule> rule(SecurityGroupRule of) {
    SecurityGroupRule.Traffic said = of.traffic();
    String peer = of.peer().value();
    return traffic(protocol(said.protocol()), said.fromPort(), said.toPort())
        .flatMap(traffic ->
            switch (of.peer().type()) {
              case IPV4 ->
                  traffic.protocol() == Traffic.ICMPV6
                      ? Stream.empty()
                      : Stream.of(VpcGroup.Rule.of(traffic, Cidr.of(peer)));
              case IPV6 ->
                  traffic.protocol() == Traffic.ICMP
                      ? Stream.empty()
                      : Stream.of(VpcGroup.Rule.of(traffic, Cidr6.of(peer)));
              case GROUP -> Stream.of(VpcGroup.Rule.of(traffic, peer));
              case PREFIX_LIST -> Stream.empty();
            });
  }

  /// None if there are no such ports or types: entries weren't always checked.
  private static Stream<Traffic> traffic(int protocol, int from, int to) {
    if (protocol == Traffic.ALL_PROTOCOLS) {
      return Stream.of(Traffic.ALL);
    }
    try {
      return Stream.of(new Traffic(protocol, from, to));
    } catch (IllegalArgumentException e) {
      return Stream.empty();
    }
  }

  private static int protocol(String said) {
    return switch (said) {
      case "tcp" -> Traffic.TCP;
      case "udp" -> Traffic.UDP;
      case "icmp" -> Traffic.ICMP;
      case "icmpv6" -> Traffic.ICMPV6;
      default -> Integer.parseInt(said);
    };
  }

  private static VpcSubnet subnet(Picture picture, Subnet of) {
    RouteTable table = RouteTable.of(picture, of);
    Optional<RouteTable.Route> out =
        table
            .to(argosy.domain.network.Cidr.ANYWHERE.toString())
            .filter(route -> route.leadsSomewhere(picture, of.vpc()));
    VpcSubnet.WayOut way =
        out.map(route ->
                switch (route.target()) {
                  case INTERNET_GATEWAY -> VpcSubnet.WayOut.INTERNET;
                  case NAT_GATEWAY -> VpcSubnet.WayOut.NAT;
                  case LOCAL, EGRESS_ONLY_GATEWAY, NETWORK_INTERFACE, ENDPOINT ->
                      VpcSubnet.WayOut.NONE;
                })
            .orElse(VpcSubnet.WayOut.NONE);
    Optional<Ipv4> nat =
        out.flatMap(route -> NatGateway.find(picture, route.id()))
            .map(NatGateway::publicAddress)
            .map(address -> Ipv4.of(address.toString()));
    return new VpcSubnet(
        of.id(),
        Cidr.of(of.cidr().toString()),
        NetworkAcl.of(picture, of).entries().stream().flatMap(VpcViews::entry).toList(),
        way,
        nat.orElse(null),
        of.range6().map(range -> Cidr6.of(range.toString())).orElse(null));
  }

  private static Stream<VpcSubnet.AclEntry> entry(NetworkAcl.Entry of) {
    NetworkAcl.@Nullable Pair pair = of.ports() == null ? of.icmp() : of.ports();
    boolean six = of.range().contains(":");
    return traffic(
            protocol(of.protocol()),
            pair == null ? -1 : pair.first(),
            pair == null ? -1 : pair.second())
        .filter(traffic -> traffic.protocol() != (six ? Traffic.ICMP : Traffic.ICMPV6))
        .map(traffic ->
            new VpcSubnet.AclEntry(
                of.number(),
                of.allows(),
                of.egress(),
                traffic,
                six ? null : Cidr.of(of.range()),
                six ? Cidr6.of(of.range()) : null));
  }
}
