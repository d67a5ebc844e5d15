package argosy.domain.network;

import argosy.domain.id.Ids;
import argosy.domain.state.Change;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// A VPC with what each has from its beginning: a main route table, a network ACL that lets all
/// pass, and a security group whose interfaces may talk to each other and to everybody.
record NewVpc(
    Vpc vpc, RouteTable table, NetworkAcl acl, SecurityGroup group, List<SecurityGroupRule> rules) {

  private static final int ALLOW = 100;
  private static final int ALLOW6 = 101;

  static SortedMap<String, String> untagged() {
    return new TreeMap<>();
  }

  static Vpc.Range range(Cidr cidr, RandomGenerator random) {
    return new Vpc.Range(Ids.ec2("vpc-cidr-assoc", random), cidr);
  }

  static NewVpc of(Vpc vpc, RandomGenerator random) {
    var group =
        new SecurityGroup(
            Ids.ec2("sg", random),
            vpc.account(),
            vpc.id(),
            SecurityGroup.DEFAULT,
            "default VPC security group",
            untagged());
    return new NewVpc(
        vpc,
        table(vpc, random)
            .associated(
                List.of(new RouteTable.Association(Ids.ec2("rtbassoc", random), Optional.empty()))),
        new NetworkAcl(
            Ids.ec2("acl", random),
            vpc.account(),
            vpc.id(),
            true,
            entries(vpc, true),
            List.of(),
            untagged()),
        group,
        Stream.concat(
                Stream.of(rule(group, false, SecurityGroupRule.Peer.group(group.id()), random)),
                outwards(vpc, group, random))
            .toList());
  }

  /// A table that leads nowhere but to the VPC itself.
  static RouteTable table(Vpc vpc, RandomGenerator random) {
    return new RouteTable(
        Ids.ec2("rtb", random),
        vpc.account(),
        vpc.id(),
        Stream.concat(
                vpc.ranges().stream().map(range -> RouteTable.Route.local(range.cidr())),
                Stream.ofNullable(vpc.ipv6()).map(range -> RouteTable.Route.local(range.cidr())))
            .toList(),
        List.of(),
        untagged());
  }

  /// The entries of a network ACL that lets all pass, or nothing.
  static List<NetworkAcl.Entry> entries(Vpc vpc, boolean all) {
    return Stream.of(true, false)
        .flatMap(egress -> {
          Stream<NetworkAcl.Entry> old =
              Stream.of(
                  NetworkAcl.Entry.all(ALLOW, egress, true),
                  NetworkAcl.Entry.all(NetworkAcl.LAST, egress, false));
          Stream<NetworkAcl.Entry> six =
              Stream.of(
                  NetworkAcl.Entry.all6(ALLOW6, egress, true),
                  NetworkAcl.Entry.all6(NetworkAcl.LAST6, egress, false));
          return vpc.ipv6() == null ? old : Stream.concat(old, six);
        })
        .filter(entry -> all || entry.isLast())
        .sorted(NetworkAcl.ORDER)
        .toList();
  }

  /// What each new group has: its interfaces may talk to everybody.
  static Stream<SecurityGroupRule> outwards(Vpc vpc, SecurityGroup group, RandomGenerator random) {
    return Stream.concat(
        Stream.of(rule(group, true, SecurityGroupRule.Peer.of(Cidr.ANYWHERE), random)),
        Stream.ofNullable(vpc.ipv6()).map(_ -> outwards6(group, random)));
  }

  static SecurityGroupRule outwards6(SecurityGroup group, RandomGenerator random) {
    return rule(group, true, SecurityGroupRule.Peer.of(Cidr6.ANYWHERE), random);
  }

  private static SecurityGroupRule rule(
      SecurityGroup group, boolean egress, SecurityGroupRule.Peer peer, RandomGenerator random) {
    return new SecurityGroupRule(
        Ids.ec2("sgr", random),
        group.account(),
        group.id(),
        egress,
        SecurityGroupRule.Traffic.ALL,
        peer,
        "",
        untagged());
  }

  /// The same with other tables or ACLs, as a list of changes.
  List<Change> changes() {
    return Stream.concat(Stream.of(vpc, table, acl, group), rules.stream())
        .<Change>map(Change.Put::new)
        .toList();
  }
}
