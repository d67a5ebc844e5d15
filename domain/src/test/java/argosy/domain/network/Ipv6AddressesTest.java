package argosy.domain.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Which IPv6 addresses VPCs, subnets and interfaces have, and what comes with them.
class Ipv6AddressesTest {
  private final RandomGenerator random = new SplittableRandom(2); // 1 made what is there
  private Picture picture = Nets.defaults();
  private final String vpc = Vpc.defaultOf(picture, Nets.CELL.account()).orElseThrow().id();
  private final String subnet = Subnet.of(picture, vpc).iterator().next().id();

  private <R> R done(Outcome<R> outcome) {
    var accepted = Nets.accepted(outcome);
    picture = picture.apply(accepted.changes());
    return accepted.reply();
  }

  private Vpc vpc() {
    return Vpc.find(picture, vpc).orElseThrow();
  }

  private String range() {
    return Objects.requireNonNull(vpc().ipv6()).cidr().toString();
  }

  private Cidr6 part(int number) {
    Cidr6 all = Objects.requireNonNull(vpc().ipv6()).cidr();
    return Cidr6.around(new Ipv6(all.first().high() + number, 0), 64);
  }

  private Subnet withIpv6() {
    done(VpcIpv6.associate(picture, vpc, random));
    return done(SubnetIpv6.associate(picture, subnet, part(1), random)).subnet();
  }

  private NetworkInterface made(@Nullable String address, Ipv6Wish wish) {
    return done(create(address, wish));
  }

  private Outcome<NetworkInterface> create(@Nullable String address, Ipv6Wish wish) {
    var first =
        new DraftInterface.Wanted(
            subnet,
            List.of(),
            "",
            NetworkInterface.Type.INTERFACE,
            null,
            address == null ? null : Ipv4.parse(address).orElseThrow(),
            false,
            wish,
            new TreeMap<>());
    return ChangeInterface.create(
        picture, new ChangeInterface.Wanted(first, List.of(), 0), Nets.NOON, random);
  }

  private static Ipv6Wish certain(String address) {
    return new Ipv6Wish.Certain(Ipv6.parse(address).orElseThrow());
  }

  @Test
  void theRangeOfAVpcFollowsFromItsNumber() {
    done(VpcIpv6.associate(picture, vpc, random));
    String number = vpc.substring(vpc.length() - 6);
    String expected = "fd61:7267:" + number.substring(0, 4) + ":" + number.substring(4) + "00::/56";
    assertEquals(Cidr6.parse(expected).orElseThrow().toString(), range());
    assertEquals(Integer.parseInt(number, 16), vpc().number());
    assertEquals(
        "VpcCidrBlockLimitExceeded: The maximum number of IPv6 CIDR blocks of a VPC has been"
            + " reached: 1.",
        Nets.refused(VpcIpv6.associate(picture, vpc, random)));
  }

  /// Ids whose last digits are the same.
  @Test
  void twoVpcsNeverHaveTheSameRange() {
    Vpc like = vpc();
    for (String id : List.of("vpc-1ffffff", "vpc-2ffffff")) {
      var other =
          new Vpc(
              id,
              like.account(),
              like.ranges(),
              null,
              false,
              like.settings(),
              "default",
              like.tags());
      picture = picture.apply(NewVpc.of(other, random).changes());
    }
    var first = done(VpcIpv6.associate(picture, "vpc-1ffffff", random));
    var second = done(VpcIpv6.associate(picture, "vpc-2ffffff", random));
    assertEquals(
        "fd61:7267:ffff:ff00::/56", Objects.requireNonNull(first.ipv6()).cidr().toString());
    assertEquals("fd61:7267::/56", Objects.requireNonNull(second.ipv6()).cidr().toString());
  }

  @Test
  void whatNobodyChangedLetsIpv6Pass() {
    done(VpcIpv6.associate(picture, vpc, random));
    assertEquals(List.of("0.0.0.0/0", "::/0"), outwards(SecurityGroup.DEFAULT));
    assertEquals(
        List.of("100 0.0.0.0/0", "101 ::/0", "32767 0.0.0.0/0", "32768 ::/0"), entries(true));
    assertEquals(entries(true), entries(false));
    assertTrue(RouteTable.main(picture, vpc).to(range()).isPresent());
    done(
        CreateSecurityGroup.decide(
            picture, new CreateSecurityGroup.Wanted(vpc, "web", "", new TreeMap<>()), random));
    assertEquals(List.of("0.0.0.0/0", "::/0"), outwards("web"));
    NetworkAcl acl = done(ChangeNetworkAcl.create(picture, vpc, new TreeMap<>(), random));
    assertEquals(
        List.of(32_767, 32_768, 32_767, 32_768),
        acl.entries().stream().map(NetworkAcl.Entry::number).toList());
    RouteTable table = done(ChangeRouteTable.create(picture, vpc, new TreeMap<>(), random));
    assertTrue(table.to(range()).isPresent());
  }

  @Test
  void anEntryHasPortsOrTypesThatPacketsCanHave() {
    String acl = NetworkAcl.defaultOf(picture, vpc).id();
    var types = new NetworkAcl.Pair(256, -1);
    var ports = new NetworkAcl.Pair(80, 79);
    assertEquals(
        "InvalidParameterValue: ICMP code (-1) or type (256) out of range",
        Nets.refused(
            ChangeNetworkAcl.add(
                picture, acl, new NetworkAcl.Entry(7, true, "58", true, "::/0", null, types))));
    assertEquals(
        "InvalidParameterValue: Invalid TCP/UDP port range (80:79)",
        Nets.refused(
            ChangeNetworkAcl.replace(
                picture, acl, new NetworkAcl.Entry(100, true, "6", true, "::/0", ports, null))));
  }

  @Test
  void whatSomebodyChangedStaysAsItIs() {
    String group = SecurityGroup.named(picture, vpc, SecurityGroup.DEFAULT).orElseThrow().id();
    SecurityGroupRule.of(picture, group).stream()
        .filter(SecurityGroupRule::egress)
        .toList()
        .forEach(rule -> picture = picture.apply(new Change.Delete(rule.key())));
    NetworkAcl acl = NetworkAcl.defaultOf(picture, vpc);
    done(ChangeNetworkAcl.remove(picture, acl.id(), 100, true));
    done(VpcIpv6.associate(picture, vpc, random));
    assertEquals(List.of(), outwards(SecurityGroup.DEFAULT));
    assertEquals(List.of("32767 0.0.0.0/0", "32768 ::/0"), entries(true));
    assertEquals(List.of("100 0.0.0.0/0", "32767 0.0.0.0/0", "32768 ::/0"), entries(false));
  }

  @Test
  void aRangeThatGoesLeavesTheRulesAndComesBackWithoutTwins() {
    var given = done(VpcIpv6.associate(picture, vpc, random));
    String before = range();
    done(ChangeVpc.disassociate(picture, Objects.requireNonNull(given.ipv6()).association()));
    assertNull(vpc().ipv6());
    assertTrue(RouteTable.main(picture, vpc).to(before).isEmpty());
    done(VpcIpv6.associate(picture, vpc, random));
    assertEquals(before, range());
    assertEquals(List.of("0.0.0.0/0", "::/0"), outwards(SecurityGroup.DEFAULT));
    assertEquals(4, entries(true).size());
  }

  private List<String> outwards(String group) {
    String id = SecurityGroup.named(picture, vpc, group).orElseThrow().id();
    return SecurityGroupRule.of(picture, id).stream()
        .filter(SecurityGroupRule::egress)
        .map(rule -> rule.peer().value())
        .sorted()
        .toList();
  }

  private List<String> entries(boolean egress) {
    Stream<NetworkAcl.Entry> all = NetworkAcl.defaultOf(picture, vpc).entries().stream();
    return all.filter(it -> it.egress() == egress)
        .map(it -> it.number() + " " + it.range())
        .toList();
  }

  @Test
  void anAddressEndsInTheOneOfIpv4() {
    Cidr6 range = withIpv6().range6().orElseThrow();
    String prefix = range.first().toString().replaceAll("::$", "");
    NetworkInterface any = made(null, new Ipv6Wish.Any());
    assertEquals(any.address().bits(), (int) Objects.requireNonNull(any.address6()).low());
    assertTrue(range.contains(any.address6()));
    assertNull(made(null, new Ipv6Wish.AsSubnetSays()).address6());
    done(ChangeSubnet.settings(picture, subnet, it -> it.withIpv6Addresses(true)));
    assertTrue(made(null, new Ipv6Wish.AsSubnetSays()).address6() != null);
    assertNull(made(null, new Ipv6Wish.None()).address6());
    String v4 = Subnet.find(picture, subnet).orElseThrow().cidr().first().plus(77).toString();
    long low = Integer.toUnsignedLong(Ipv4.parse(v4).orElseThrow().bits());
    made(null, new Ipv6Wish.Certain(range.first().plus(low)));
    assertEquals(
        range.first().plus(low + 1),
        made(v4, new Ipv6Wish.Any()).address6(),
        "the next one, as somebody chose that one");
    assertEquals(
        "InvalidIPAddress.InUse: Address " + any.address6() + " is in use.",
        Nets.refused(create(null, new Ipv6Wish.Certain(any.address6()))));
    for (String kept : List.of("::", "::3", ":ffff:ffff:ffff:ffff")) {
      assertTrue(
          Nets.refused(create(null, certain(prefix + kept)))
              .endsWith("is in subnet's reserved address range"));
    }
    assertEquals(prefix + "::4", made(null, certain(prefix + "::4")).address6() + "");
    assertTrue(
        Nets.refused(create(null, certain("2001:db8::5")))
            .endsWith("Address does not fall within the subnet's address range"));
  }

  /// What one decision has taken isn't in the picture yet.
  @Test
  void oneDecisionHandsOutEachAddressOnce() {
    Subnet in = withIpv6();
    AddressPool pool = AddressPool.of(picture);
    Ipv4 first = in.cidr().first().plus(9);
    var address = in.range6().orElseThrow().first().plus(Integer.toUnsignedLong(first.bits()));
    assertTrue(pool.take6(in, address));
    assertEquals(address.plus(1), pool.take6(in, first).orElseThrow());
    assertEquals(address.plus(2), pool.take6(in, first.plus(1)).orElseThrow());
  }

  @Test
  void aRangeInUseStays() {
    Subnet in = withIpv6();
    String ofSubnet = Objects.requireNonNull(in.ipv6()).association();
    String ofVpc = Objects.requireNonNull(vpc().ipv6()).association();
    assertEquals(
        "InvalidCidrBlock.InUse: The vpc "
            + vpc
            + " currently has a subnet within CIDR block "
            + range(),
        Nets.refused(ChangeVpc.disassociate(picture, ofVpc)));
    NetworkInterface has = made(null, new Ipv6Wish.Any());
    assertTrue(
        Nets.refused(SubnetIpv6.disassociate(picture, ofSubnet))
            .endsWith("network interfaces have addresses of it."));
    done(
        InterfaceIpv6.unassign(picture, has.id(), List.of(Objects.requireNonNull(has.address6()))));
    done(ChangeSubnet.settings(picture, subnet, it -> it.withIpv6Addresses(true)));
    assertTrue(
        Nets.refused(SubnetIpv6.disassociate(picture, ofSubnet))
            .endsWith("its subnet has assign-ipv6-address-on-creation set to true."));
    done(ChangeSubnet.settings(picture, subnet, it -> it.withIpv6Addresses(false)));
    assertNull(done(SubnetIpv6.disassociate(picture, ofSubnet)).subnet().ipv6());
    assertNull(done(ChangeVpc.disassociate(picture, ofVpc)).vpc().ipv6());
  }
}
