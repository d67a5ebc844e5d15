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

/// Decides what making a VPC means.
public final class CreateVpc {

  /// EC2's quota in a region.
  static final int VPCS_MAX = 5;

  private static final int LARGEST = 16;
  private static final int SMALLEST = 28;

  private CreateVpc() {}

  /// @param ipv6 whether it shall have IPv6 addresses
  public record Wanted(
      String account, Cidr cidr, boolean ipv6, String tenancy, SortedMap<String, String> tags) {}

  public static Outcome<Vpc> decide(Picture picture, Wanted wanted, RandomGenerator random) {
    Optional<EcsError> wrong = complaint(wanted.cidr()).or(() -> full(picture));
    if (wrong.isPresent()) {
      return Outcome.refused(wrong.get());
    }
    var old =
        new Vpc(
            Ids.ec2("vpc", random),
            wanted.account(),
            List.of(NewVpc.range(wanted.cidr(), random)),
            null,
            false,
            Vpc.Settings.NEW,
            wanted.tenancy(),
            wanted.tags());
    Vpc vpc = wanted.ipv6() ? old.ranged(VpcIpv6.range(picture, old, random)) : old;
    return new Outcome.Accepted<>(NewVpc.of(vpc, random).changes(), List.of(), vpc);
  }

  /// Makes the default VPC anew, after somebody deleted it.
  public static Outcome<Vpc> decideDefault(Picture picture, CellId cell, RandomGenerator random) {
    if (Vpc.defaultOf(picture, cell.account()).isPresent()) {
      return Outcome.refused(
          new EcsError.Ec2(
              "DefaultVpcAlreadyExists",
              "A Default VPC already exists for this account in this region."));
    }
    Optional<EcsError> wrong = full(picture);
    if (wrong.isPresent()) {
      return Outcome.refused(wrong.get());
    }
    List<Change> changes = Defaults.vpc(cell, random);
    Vpc vpc = Vpc.defaultOf(picture.apply(changes), cell.account()).orElseThrow();
    return new Outcome.Accepted<>(changes, List.of(), vpc);
  }

  static Optional<EcsError> complaint(Cidr cidr) {
    return cidr.prefix() < LARGEST || cidr.prefix() > SMALLEST
        ? Optional.of(new EcsError.Ec2("InvalidVpc.Range", "The CIDR '" + cidr + "' is invalid."))
        : Optional.empty();
  }

  private static Optional<EcsError> full(Picture picture) {
    return picture.count(Vpc.KIND) < VPCS_MAX
        ? Optional.empty()
        : Optional.of(
            new EcsError.Ec2(
                "VpcLimitExceeded",
                "The maximum number of VPCs has been reached: " + VPCS_MAX + "."));
  }
}
