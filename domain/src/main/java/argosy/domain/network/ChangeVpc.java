package argosy.domain.network;

import argosy.domain.error.EcsError;
import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Decides what changing and deleting a VPC means.
public final class ChangeVpc {

  /// EC2's quota of ranges of one VPC.
  static final int RANGES_MAX = 5;

  private ChangeVpc() {}

  /// A VPC and the range of it that an action was about: one of the two.
  public record Ranged(Vpc vpc, Vpc.@Nullable Range range, @Nullable Ipv6Range ipv6) {}

  public static Outcome<Vpc> settings(
      Picture picture, String id, UnaryOperator<Vpc.Settings> change) {
    Optional<Vpc> vpc = Vpc.find(picture, id);
    if (vpc.isEmpty()) {
      return Outcome.refused(NetworkErrors.noVpc(id));
    }
    Vpc changed = vpc.get().with(change.apply(vpc.get().settings()));
    return Outcome.put(changed, changed);
  }

  /// More addresses for a VPC, which all of its route tables know at once.
  public static Outcome<Ranged> associate(
      Picture picture, String id, Cidr cidr, RandomGenerator random) {
    Optional<Vpc> there = Vpc.find(picture, id);
    if (there.isEmpty()) {
      return Outcome.refused(NetworkErrors.noVpc(id));
    }
    Vpc vpc = there.get();
    Optional<EcsError> wrong = CreateVpc.complaint(cidr).or(() -> clash(vpc, cidr));
    if (wrong.isPresent()) {
      return Outcome.refused(wrong.get());
    }
    Vpc.Range range = NewVpc.range(cidr, random);
    Vpc changed = vpc.with(Stream.concat(vpc.ranges().stream(), Stream.of(range)).toList());
    var changes = new ArrayList<Change>(List.of(new Change.Put(changed)));
    RouteTable.of(picture, id)
        .forEach(it -> changes.add(new Change.Put(it.knowing(RouteTable.Route.local(cidr)))));
    return new Outcome.Accepted<>(changes, List.of(), new Ranged(changed, range, null));
  }

  private static Optional<EcsError> clash(Vpc vpc, Cidr cidr) {
    if (vpc.ranges().stream().anyMatch(range -> range.cidr().overlaps(cidr))) {
      return Optional.of(
          new EcsError.Ec2(
              "CidrConflict",
              "The CIDR '" + cidr + "' conflicts with another CIDR of the VPC " + vpc.id() + "."));
    }
    return vpc.ranges().size() < RANGES_MAX
        ? Optional.empty()
        : Optional.of(
            new EcsError.Ec2(
                "VpcCidrBlockLimitExceeded",
                "The maximum number of CIDR blocks of a VPC has been reached: "
                    + RANGES_MAX
                    + "."));
  }

  /// @param association of a range that no subnet needs
  public static Outcome<Ranged> disassociate(Picture picture, String association) {
    for (Vpc vpc : picture.all(Vpc.KIND)) {
      for (Vpc.Range range : vpc.ranges()) {
        if (range.association().equals(association)) {
          return without(picture, vpc, range);
        }
      }
      @Nullable Ipv6Range ipv6 = vpc.ipv6();
      if (ipv6 != null && ipv6.association().equals(association)) {
        return VpcIpv6.disassociate(picture, vpc, ipv6);
      }
    }
    return Outcome.refused(
        NetworkErrors.notFound(
            "InvalidVpcCidrBlockAssociationID", "vpc CIDR block association ID", association));
  }

  private static Outcome<Ranged> without(Picture picture, Vpc vpc, Vpc.Range range) {
    if (range.equals(vpc.ranges().getFirst())) {
      return Outcome.refused(
          new EcsError.Ec2(
              "OperationNotPermitted",
              "The vpc CIDR block with association ID "
                  + range.association()
                  + " may not be disassociated. It is the primary IPv4 CIDR block of the VPC"));
    }
    if (Subnet.of(picture, vpc.id()).stream()
        .anyMatch(subnet -> range.cidr().contains(subnet.cidr()))) {
      return Outcome.refused(
          NetworkErrors.inUse("vpc CIDR block association", range.association()));
    }
    Vpc changed = vpc.with(vpc.ranges().stream().filter(it -> !it.equals(range)).toList());
    var changes = new ArrayList<Change>(List.of(new Change.Put(changed)));
    RouteTable.Route local = RouteTable.Route.local(range.cidr());
    RouteTable.of(picture, vpc.id())
        .forEach(table -> changes.add(new Change.Put(table.forgetting(local))));
    return new Outcome.Accepted<>(changes, List.of(), new Ranged(changed, range, null));
  }

  /// A VPC goes with what it had from its beginning, once nothing else is in it.
  public static Outcome<Vpc> delete(Picture picture, String id) {
    Optional<Vpc> there = Vpc.find(picture, id);
    if (there.isEmpty()) {
      return Outcome.refused(NetworkErrors.noVpc(id));
    }
    if (needed(picture, id)) {
      return Outcome.refused(NetworkErrors.inUse("vpc", id));
    }
    var gone = new ArrayList<Change>();
    NatGateway.everOf(picture, id).forEach(it -> gone.add(new Change.Delete(it.key())));
    RouteTable.of(picture, id).forEach(it -> gone.add(new Change.Delete(it.key())));
    NetworkAcl.of(picture, id).forEach(it -> gone.add(new Change.Delete(it.key())));
    for (SecurityGroup group : SecurityGroup.of(picture, id)) {
      SecurityGroupRule.of(picture, group.id())
          .forEach(it -> gone.add(new Change.Delete(it.key())));
      gone.add(new Change.Delete(group.key()));
    }
    gone.add(new Change.Delete(there.get().key()));
    return new Outcome.Accepted<>(gone, List.of(), there.get());
  }

  private static boolean needed(Picture picture, String id) {
    return !Subnet.of(picture, id).isEmpty()
        || !InternetGateway.of(picture, id).isEmpty()
        || !EgressOnlyGateway.of(picture, id).isEmpty()
        || !NatGateway.of(picture, id).isEmpty()
        || !VpcEndpoint.of(picture, id).isEmpty()
        || SecurityGroup.of(picture, id).stream()
            .anyMatch(group ->
                !group.name().equals(SecurityGroup.DEFAULT)
                    || SecurityGroupRule.about(picture, group.id()).stream()
                        .anyMatch(rule -> !rule.group().equals(group.id())))
        || RouteTable.of(picture, id).stream().anyMatch(table -> !table.main())
        || NetworkAcl.of(picture, id).stream().anyMatch(acl -> !acl.defaultAcl());
  }
}
