package argosy.domain.network;

import argosy.domain.state.Index;
import argosy.domain.state.Key;
import argosy.domain.state.Kind;
import argosy.domain.state.Picture;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// A part of a VPC's addresses, in one zone.
///
/// @param zone such as `us-east-1a`
/// @param defaultForZone true for what is used in the zone where nobody names a subnet
public record Subnet(
    String id,
    String account,
    String vpc,
    Cidr cidr,
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
  public record Settings(
      boolean publicAddresses,
      String hostnames,
      boolean namesOfResources,
      boolean ipv6NamesOfResources,
      boolean dns64) {

    public static final String IP_NAME = "ip-name";
    public static final String RESOURCE_NAME = "resource-name";

    static final Settings NEW = new Settings(false, IP_NAME, false, false, false);

    static final Settings DEFAULT = NEW.withPublicAddresses(true);

    public Settings withPublicAddresses(boolean are) {
      return new Settings(are, hostnames, namesOfResources, ipv6NamesOfResources, dns64);
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

  public Subnet with(Settings changed) {
    return new Subnet(id, account, vpc, cidr, zone, defaultForZone, changed, tags);
  }

  @Override
  public Subnet tagged(SortedMap<String, String> changed) {
    return new Subnet(id, account, vpc, cidr, zone, defaultForZone, settings, changed);
  }
}
