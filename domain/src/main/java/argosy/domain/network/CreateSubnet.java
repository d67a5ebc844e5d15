package argosy.domain.network;

import argosy.domain.error.EcsError;
import argosy.domain.id.CellId;
import argosy.domain.id.Ids;
import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Decides what making a subnet means: it is in the VPC's default network ACL, and its packets go
/// by the main route table, until somebody says otherwise.
public final class CreateSubnet {

  /// EC2's quota in a VPC.
  static final int SUBNETS_MAX = 200;

  private static final int LARGEST = 16;
  private static final int SMALLEST = 28;
  private static final int DEFAULT_PREFIX = 20;

  private CreateSubnet() {}

  /// @param ipv6 its IPv6 addresses; null if it shall have none
  /// @param zone such as `us-east-1a`; the first one if it is null
  public record Wanted(
      CellId cell,
      String vpc,
      Cidr cidr,
      @Nullable Cidr6 ipv6,
      @Nullable String zone,
      SortedMap<String, String> tags) {}

  public static Outcome<Subnet> decide(Picture picture, Wanted wanted, RandomGenerator random) {
    Optional<Vpc> vpc = Vpc.find(picture, wanted.vpc());
    if (vpc.isEmpty()) {
      return Outcome.refused(NetworkErrors.noVpc(wanted.vpc()));
    }
    List<String> zones = Zones.of(wanted.cell().region());
    String zone = wanted.zone() == null ? zones.getFirst() : wanted.zone();
    Optional<EcsError> wrong =
        zone(zones, zone)
            .or(() -> range(picture, vpc.get(), wanted.cidr()))
            .or(() -> SubnetIpv6.complaint(picture, vpc.get(), wanted.ipv6()));
    if (wrong.isPresent()) {
      return Outcome.refused(wrong.get());
    }
    return put(
        picture,
        new Subnet(
            Ids.ec2("subnet", random),
            vpc.get().account(),
            vpc.get().id(),
            wanted.cidr(),
            wanted.ipv6() == null ? null : SubnetIpv6.range(wanted.ipv6(), random),
            zone,
            false,
            Subnet.Settings.NEW,
            wanted.tags()),
        random);
  }

  /// Makes the default subnet of a zone anew, after somebody deleted it.
  public static Outcome<Subnet> decideDefault(
      Picture picture, CellId cell, String zone, RandomGenerator random) {
    Optional<Vpc> there = Vpc.defaultOf(picture, cell.account());
    Optional<EcsError> wrong =
        zone(Zones.of(cell.region()), zone)
            .or(() ->
                there.isPresent()
                    ? noneIn(picture, there.get(), zone)
                    : Optional.of(
                        new EcsError.Ec2(
                            "DefaultVpcDoesNotExist",
                            "No default VPC for this user. Create one with"
                                + " CreateDefaultVpc.")));
    if (wrong.isPresent()) {
      return Outcome.refused(wrong.get());
    }
    Vpc vpc = there.orElseThrow();
    int places = 1 << (DEFAULT_PREFIX - vpc.cidr().prefix());
    for (int place = 0; place < places; place++) {
      var cidr =
          new Cidr(
              vpc.cidr().first().plus(place << (Integer.SIZE - DEFAULT_PREFIX)), DEFAULT_PREFIX);
      if (range(picture, vpc, cidr).isEmpty()) {
        return put(picture, Defaults.subnet(vpc, cidr, zone, random), random);
      }
    }
    return Outcome.refused(
        new EcsError.Ec2(
            "InsufficientFreeAddressesInVpc",
            "The default VPC has no room for a subnet of /" + DEFAULT_PREFIX + "."));
  }

  private static Optional<EcsError> noneIn(Picture picture, Vpc vpc, String zone) {
    return Subnet.of(picture, vpc.id()).stream()
        .filter(subnet -> subnet.defaultForZone() && subnet.zone().equals(zone))
        .findFirst()
        .map(subnet ->
            new EcsError.Ec2(
                "DefaultSubnetAlreadyExistsInAvailabilityZone",
                "'" + subnet.id() + "' is already the default subnet in " + zone + "."));
  }

  private static Optional<EcsError> zone(List<String> zones, String zone) {
    return zones.contains(zone)
        ? Optional.empty()
        : Optional.of(
            NetworkErrors.invalid(
                "Value ("
                    + zone
                    + ") for parameter availabilityZone is invalid. Subnets can currently only be"
                    + " created in the following availability zones: "
                    + String.join(", ", zones)
                    + "."));
  }

  private static Optional<EcsError> range(Picture picture, Vpc vpc, Cidr cidr) {
    boolean inside = vpc.ranges().stream().anyMatch(range -> range.cidr().contains(cidr));
    if (!inside || cidr.prefix() < LARGEST || cidr.prefix() > SMALLEST) {
      return Optional.of(outside(cidr));
    }
    if (Subnet.of(picture, vpc.id()).stream().anyMatch(it -> it.cidr().overlaps(cidr))) {
      return Optional.of(conflict(cidr));
    }
    return Subnet.of(picture, vpc.id()).size() < SUBNETS_MAX
        ? Optional.empty()
        : Optional.of(
            new EcsError.Ec2(
                "SubnetLimitExceeded",
                "The maximum number of subnets has been reached: " + SUBNETS_MAX + "."));
  }

  static EcsError outside(Object cidr) {
    return new EcsError.Ec2("InvalidSubnet.Range", "The CIDR '" + cidr + "' is invalid.");
  }

  static EcsError conflict(Object cidr) {
    return new EcsError.Ec2(
        "InvalidSubnet.Conflict", "The CIDR '" + cidr + "' conflicts with another subnet");
  }

  private static Outcome<Subnet> put(Picture picture, Subnet subnet, RandomGenerator random) {
    NetworkAcl acl =
        NetworkAcl.defaultOf(picture, subnet.vpc())
            .with(new NetworkAcl.Association(Ids.ec2("aclassoc", random), subnet.id()));
    return new Outcome.Accepted<>(
        List.of(new Change.Put(subnet), new Change.Put(acl)), List.of(), subnet);
  }
}
