package argosy.domain.network;

import argosy.domain.error.EcsError;
import argosy.domain.id.Ids;
import argosy.domain.network.ChangeVpc.Ranged;
import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// Decides what giving a VPC IPv6 addresses means, and taking them. A VPC has one range of them at
/// most; which one follows from its number on the network between hosts.
public final class VpcIpv6 {

  /// Of addresses that nobody has on the internet (RFC 4193), those with an A and an R in them.
  private static final long SITE = 0xfd61_7267L << Integer.SIZE;

  private static final int PREFIX = 56;
  private static final int NUMBERS = 1 << 24;

  private VpcIpv6() {}

  public static Outcome<Ranged> associate(Picture picture, String id, RandomGenerator random) {
    Optional<Vpc> there = Vpc.find(picture, id);
    if (there.isEmpty()) {
      return Outcome.refused(NetworkErrors.noVpc(id));
    }
    if (there.get().ipv6() != null) {
      return Outcome.refused(
          new EcsError.Ec2(
              "VpcCidrBlockLimitExceeded",
              "The maximum number of IPv6 CIDR blocks of a VPC has been reached: 1."));
    }
    Ipv6Range range = range(picture, there.get(), random);
    Vpc vpc = there.get().ranged(range);
    var changes = new ArrayList<Change>(List.of(new Change.Put(vpc)));
    RouteTable.of(picture, id)
        .forEach(
            it -> changes.add(new Change.Put(it.knowing(RouteTable.Route.local(range.cidr())))));
    NetworkAcl.of(picture, id)
        .forEach(it -> changes.add(new Change.Put(entering(there.get(), vpc, it))));
    SecurityGroup group = SecurityGroup.named(picture, id, SecurityGroup.DEFAULT).orElseThrow();
    if (letsAllOut(SecurityGroupRule.of(picture, group.id()))) {
      changes.add(new Change.Put(NewVpc.outwards6(group, random)));
    }
    return new Outcome.Accepted<>(changes, List.of(), new Ranged(vpc, null, range));
  }

  /// The range of a VPC's number, or the next one if another VPC has that.
  static Ipv6Range range(Picture picture, Vpc vpc, RandomGenerator random) {
    Set<Cidr6> taken =
        picture.all(Vpc.KIND).stream()
            .flatMap(it -> Optional.ofNullable(it.ipv6()).stream())
            .map(Ipv6Range::cidr)
            .collect(Collectors.toSet());
    int number = vpc.number();
    while (taken.contains(numbered(number))) { // there are more numbers than VPCs
      number = (number + 1) % NUMBERS;
    }
    return new Ipv6Range(Ids.ec2("vpc-cidr-assoc", random), numbered(number));
  }

  private static Cidr6 numbered(int number) {
    return new Cidr6(new Ipv6(SITE | ((long) number << (Long.SIZE - PREFIX)), 0), PREFIX);
  }

  /// The entries for IPv6 that come with the range: those that let all pass only where nobody
  /// changed what the default ACL had from its beginning.
  private static NetworkAcl entering(Vpc before, Vpc after, NetworkAcl acl) {
    boolean untouched = acl.defaultAcl() && acl.entries().equals(NewVpc.entries(before, true));
    return acl.with(NewVpc.entries(after, untouched));
  }

  /// Whether a group's rules for what leaves its interfaces are those that it had from its
  /// beginning.
  private static boolean letsAllOut(Collection<SecurityGroupRule> rules) {
    List<SecurityGroupRule> out = rules.stream().filter(SecurityGroupRule::egress).toList();
    return out.size() == 1
        && out.getFirst().traffic().equals(SecurityGroupRule.Traffic.ALL)
        && out.getFirst().peer().equals(SecurityGroupRule.Peer.of(Cidr.ANYWHERE));
  }

  /// Rules and entries for IPv6 stay, as in EC2: somebody may have made them.
  static Outcome<Ranged> disassociate(Picture picture, Vpc vpc, Ipv6Range range) {
    if (Subnet.of(picture, vpc.id()).stream().anyMatch(subnet -> subnet.ipv6() != null)) {
      return Outcome.refused(
          NetworkErrors.rangeInUse(
              "The vpc " + vpc.id() + " currently has a subnet within CIDR block " + range.cidr()));
    }
    Vpc changed = vpc.ranged(null);
    var changes = new ArrayList<Change>(List.of(new Change.Put(changed)));
    RouteTable.Route local = RouteTable.Route.local(range.cidr());
    RouteTable.of(picture, vpc.id())
        .forEach(table -> changes.add(new Change.Put(table.forgetting(local))));
    return new Outcome.Accepted<>(changes, List.of(), new Ranged(changed, null, range));
  }
}
