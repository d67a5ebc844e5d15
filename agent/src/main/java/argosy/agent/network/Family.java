package argosy.agent.network;

import argosy.wire.vpc.Cidr;
import argosy.wire.vpc.Cidr6;
import argosy.wire.vpc.Ipv4;
import argosy.wire.vpc.Traffic;
import argosy.wire.vpc.VpcInterface;
import argosy.wire.vpc.VpcMessage.VpcView;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The versions of IP: what differs between them, in the words of `ip` and nft.
enum Family {
  IPV4(4, "", 32, Cidr.ANYWHERE.toString(), Traffic.ICMP),
  IPV6(6, "6", 128, Cidr6.ANYWHERE.toString(), Traffic.ICMPV6);

  /// All addresses.
  final String anywhere;

  private final int version;
  private final String suffix;
  private final int bits;
  private final int icmp;

  Family(int version, String suffix, int bits, String anywhere, int icmp) {
    this.version = version;
    this.suffix = suffix;
    this.bits = bits;
    this.anywhere = anywhere;
    this.icmp = icmp;
  }

  /// Those that a VPC's packets may be of.
  static Set<Family> of(VpcView view) {
    boolean both =
        view.interfaces().stream().anyMatch(each -> each.address6() != null)
            || view.subnets().stream().anyMatch(each -> each.range6() != null);
    return both ? EnumSet.allOf(Family.class) : EnumSet.of(IPV4);
  }

  static Family of(String address) {
    return address.indexOf(':') < 0 ? IPV4 : IPV6;
  }

  Optional<String> address(VpcInterface of) {
    return one(of.address(), of.address6());
  }

  /// The one of two ranges that is of this family.
  Optional<String> range(@Nullable Cidr range, @Nullable Cidr6 range6) {
    return one(range, range6);
  }

  private Optional<String> one(@Nullable Object ofIpv4, @Nullable Object ofIpv6) {
    return Optional.ofNullable(this == IPV4 ? ofIpv4 : ofIpv6).map(Objects::toString);
  }

  /// The range that an address is all of.
  String alone(String address) {
    return address + "/" + bits;
  }

  /// The address at which other hosts' shares of a router know that of a host.
  String hop(Ipv4 host) {
    return this == IPV4 ? host.toString() : LinkNames.linkLocalOf(host);
  }

  /// Whether there are such packets: each family has an ICMP of its own.
  boolean carries(Traffic traffic) {
    return !traffic.hasTypes() || traffic.protocol() == icmp;
  }

  /// What makes `ip` show this family.
  String option() {
    return "-" + version;
  }

  /// nft's name of the header.
  String header() {
    return "ip" + suffix;
  }

  /// nft's name of the type of addresses.
  String type() {
    return "ipv" + version + "_addr";
  }

  /// nft's condition that a packet is of this family.
  String match() {
    return "meta nfproto ipv" + version + " ";
  }

  /// What this family's set of a kind is called.
  String set(String kind) {
    return kind + suffix;
  }
}
