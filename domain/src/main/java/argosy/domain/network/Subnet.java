package argosy.domain.network;

import argosy.domain.state.Index;
import argosy.domain.state.Key;
import argosy.domain.state.Kind;
import argosy.domain.state.Picture;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// A part of a VPC's addresses, in one zone.
///
/// @param ipv6 its IPv6 addresses; null if it has none
/// @param zone such as `us-east-1a`
/// @param defaultForZone true for what is used in the zone where nobody names a subnet
public record Subnet(
    String id,
    String account,
    String vpc,
    Cidr cidr,
    @Nullable Ipv6Range ipv6,
    String zone,
    boolean defaultForZone,
    Settings settings,
    SortedMap<String, String> tags)
    implements Tagged {

  private static final Index<Subnet> BY_VPC =
      new Index<>("subnet-by-vpc", subnet -> Optional.of(subnet.vpc()));

  public static final Kind<Subnet> KIND = new Kind<>("subnet", Subnet.class, List.of(BY_VPC));

  /// What interfaces in it get that don't say otherwise. The names have no effect yet.
  ///
  /// @param publicAddresses whether they get public addresses
  /// @param hostnames `ip-name` or `resource-name`
  /// @param ipv6Addresses whether they get IPv6 addresses; never without a range
  public record Settings(
      boolean publicAddresses,
      String hostnames,
      boolean namesOfResources,
      boolean ipv6NamesOfResources,
      boolean dns64,
      boolean ipv6Addresses) {

    public static final String IP_NAME = "ip-name";
    public static final String RESOURCE_NAME = "resource-name";

    static final Settings NEW = new Settings(false, IP_NAME, false, false, false, false);

    static final Settings DEFAULT = NEW.withPublicAddresses(true);

    public Settings withPublicAddresses(boolean are) {
      return new Settings(
          are, hostnames, namesOfResources, ipv6NamesOfResources, dns64, ipv6Addresses);
    }

    Settings withIpv6Addresses(boolean are) {
      return new Settings(
          publicAddresses, hostnames, namesOfResources, ipv6NamesOfResources, dns64, are);
    }
  }

  public static Optional<Subnet> find(Picture picture, String id) {
    return picture.find(KIND.key(id));
  }

  /// The subnets of a VPC, in the order of their ids.
  public static Collection<Subnet> of(Picture picture, String vpc) {
    return picture.by(BY_VPC, vpc);
  }

  @Override
  public Key<Subnet> key() {
    return KIND.key(id);
  }

  /// The region, such as `us-east-1`.
  public String region() {
    return Zones.region(zone);
  }

  /// Its IPv6 addresses, if it has any.
  public Optional<Cidr6> range6() {
    return Optional.ofNullable(ipv6).map(Ipv6Range::cidr);
  }

  public Subnet with(Settings changed) {
    return new Subnet(id, account, vpc, cidr, ipv6, zone, defaultForZone, changed, tags);
  }

  Subnet ranged(@Nullable Ipv6Range changed) {
    return new Subnet(id, account, vpc, cidr, changed, zone, defaultForZone, settings, tags);
  }

  @Override
  public Subnet tagged(SortedMap<String, String> changed) {
    return new Subnet(id, account, vpc, cidr, ipv6, zone, defaultForZone, settings, changed);
  }
}
