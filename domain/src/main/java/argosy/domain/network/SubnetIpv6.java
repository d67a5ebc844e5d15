package argosy.domain.network;

import argosy.domain.error.EcsError;
import argosy.domain.id.Ids;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Decides what giving a subnet IPv6 addresses means, and taking them: a part of the VPC's.
public final class SubnetIpv6 {

  /// So that the second half of an address tells the interfaces of a subnet apart.
  private static final int PREFIX = 64;

  private SubnetIpv6() {}

  /// A subnet and the range of it that an action was about.
  public record Ranged(Subnet subnet, Ipv6Range range) {}

  public static Outcome<Ranged> associate(
      Picture picture, String id, Cidr6 cidr, RandomGenerator random) {
    Optional<Subnet> there = Subnet.find(picture, id);
    if (there.isEmpty()) {
      return Outcome.refused(NetworkErrors.noSubnet(id));
    }
    Subnet subnet = there.get();
    if (subnet.ipv6() != null) {
      return Outcome.refused(
          new EcsError.Ec2(
              "SubnetCidrBlockLimitExceeded",
              "The maximum number of IPv6 CIDR blocks of a subnet has been reached: 1."));
    }
    Optional<EcsError> wrong =
        complaint(picture, Vpc.find(picture, subnet.vpc()).orElseThrow(), cidr);
    if (wrong.isPresent()) {
      return Outcome.refused(wrong.get());
    }
    Ipv6Range range = range(cidr, random);
    Subnet changed = subnet.ranged(range);
    return Outcome.put(changed, new Ranged(changed, range));
  }

  static Ipv6Range range(Cidr6 cidr, RandomGenerator random) {
    return new Ipv6Range(Ids.ec2("subnet-cidr-assoc", random), cidr);
  }

  /// What is wrong with a range for a subnet of a VPC.
  ///
  /// @param cidr null if it shall have none
  static Optional<EcsError> complaint(Picture picture, Vpc vpc, @Nullable Cidr6 cidr) {
    if (cidr == null) {
      return Optional.empty();
    }
    @Nullable Ipv6Range all = vpc.ipv6();
    if (all == null || !all.cidr().contains(cidr) || cidr.prefix() != PREFIX) {
      return Optional.of(CreateSubnet.outside(cidr));
    }
    return Subnet.of(picture, vpc.id()).stream()
            .anyMatch(it -> it.range6().filter(cidr::overlaps).isPresent())
        ? Optional.of(CreateSubnet.conflict(cidr))
        : Optional.empty();
  }

  /// Refused while interfaces have addresses of it, or would get some.
  public static Outcome<Ranged> disassociate(Picture picture, String association) {
    for (Subnet subnet : picture.all(Subnet.KIND)) {
      @Nullable Ipv6Range range = subnet.ipv6();
      if (range != null && range.association().equals(association)) {
        return without(picture, subnet, range);
      }
    }
    return Outcome.refused(
        NetworkErrors.notFound(
            "InvalidSubnetCidrBlockAssociationID",
            "subnet CIDR block association ID",
            association));
  }

  private static Outcome<Ranged> without(Picture picture, Subnet subnet, Ipv6Range range) {
    String may = "The subnet IPv6 CIDR block " + range.association() + " may not be disassociated";
    if (subnet.settings().ipv6Addresses()) {
      return Outcome.refused(
          NetworkErrors.rangeInUse(
              may + ": its subnet has assign-ipv6-address-on-creation set to true."));
    }
    if (NetworkInterface.of(picture, subnet.id()).stream().anyMatch(it -> it.address6() != null)) {
      return Outcome.refused(
          NetworkErrors.rangeInUse(may + ": network interfaces have addresses of it."));
    }
    Subnet changed = subnet.ranged(null);
    return Outcome.put(changed, new Ranged(changed, range));
  }
}
