package argosy.control.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import argosy.control.HandClock;
import argosy.domain.network.ChangeInterface;
import argosy.domain.network.ChangeNetworkAcl;
import argosy.domain.network.ChangeRules;
import argosy.domain.network.CheckRule;
import argosy.domain.network.Cidr6;
import argosy.domain.network.Defaults;
import argosy.domain.network.DraftInterface;
import argosy.domain.network.Ipv6;
import argosy.domain.network.Ipv6Wish;
import argosy.domain.network.NetworkAcl;
import argosy.domain.network.NetworkInterface;
import argosy.domain.network.SecurityGroup;
import argosy.domain.network.SecurityGroupRule.Peer;
import argosy.domain.network.Subnet;
import argosy.domain.network.SubnetIpv6;
import argosy.domain.network.Vpc;
import argosy.domain.network.VpcIpv6;
import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import argosy.wire.vpc.Traffic;
import argosy.wire.vpc.VpcGroup;
import argosy.wire.vpc.VpcInterface;
import argosy.wire.vpc.VpcMessage;
import argosy.wire.vpc.VpcSubnet;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// What hosts are told of IPv6.
class VpcViewsTest {
  private final RandomGenerator random = new SplittableRandom(3);
  private Picture picture =
      Picture.EMPTY.apply(Defaults.missing(Picture.EMPTY, FleetRig.CELL, HandClock.NOON, random));
  private final Vpc vpc = Vpc.defaultOf(picture, FleetRig.CELL.account()).orElseThrow();
  private final Subnet subnet = Subnet.of(picture, vpc.id()).iterator().next();
  private final String group =
      SecurityGroup.named(picture, vpc.id(), SecurityGroup.DEFAULT).orElseThrow().id();

  private <R> R done(Outcome<R> outcome) {
    return switch (outcome) {
      case Outcome.Accepted<R> accepted -> {
        picture = picture.apply(accepted.changes());
        yield accepted.reply();
      }
      case Outcome.Refused<R>(var error) -> throw new AssertionError(error.toString());
    };
  }

  private VpcMessage.VpcView view() {
    return VpcViews.whole(picture, vpc.id(), 1).orElseThrow();
  }

  private VpcSubnet told() {
    return view().subnets().stream()
        .filter(it -> it.id().equals(subnet.id()))
        .findFirst()
        .orElseThrow();
  }

  private NetworkInterface made(Ipv6Wish wish) {
    var first =
        new DraftInterface.Wanted(
            subnet.id(),
            List.of(),
            "",
            NetworkInterface.Type.INTERFACE,
            null,
            null,
            false,
            wish,
            new TreeMap<>());
    return done(
        ChangeInterface.create(
            picture, new ChangeInterface.Wanted(first, List.of(), 0), HandClock.NOON, random));
  }

  @Test
  void rangesAndAddressesAreTold() {
    assertNull(told().range6());
    Cidr6 all =
        Objects.requireNonNull(done(VpcIpv6.associate(picture, vpc.id(), random)).ipv6()).cidr();
    Cidr6 part = Cidr6.around(all.first(), 64);
    done(SubnetIpv6.associate(picture, subnet.id(), part, random));
    assertEquals(part.toString(), Objects.toString(told().range6()));
    NetworkInterface with = made(new Ipv6Wish.Any());
    NetworkInterface without = made(new Ipv6Wish.None());
    for (VpcInterface it : view().interfaces()) {
      assertEquals(
          it.id().equals(without.id()) ? "null" : Objects.toString(with.address6()),
          Objects.toString(it.address6()));
    }
    assertEquals(2, view().interfaces().size());
    assertEquals(vpc.number(), view().vni());
  }

  /// With a protocol of one version no range of the other goes to hosts, as no packet fits.
  @Test
  void rulesAreToldOfWhatPacketsCanBe() {
    Peer four = new Peer(Peer.Type.IPV4, "10.0.0.0/8");
    Peer six = new Peer(Peer.Type.IPV6, "2001:DB8:0::1/32");
    List<CheckRule.Said> said = new ArrayList<>();
    for (Peer peer : List.of(four, six)) {
      said.add(new CheckRule.Said("tcp", 80, 80, peer, ""));
      said.add(new CheckRule.Said("icmp", 8, 0, peer, ""));
      said.add(new CheckRule.Said("icmpv6", 128, 0, peer, ""));
    }
    said.add(new CheckRule.Said("58", null, null, Peer.group(group), ""));
    done(
        ChangeRules.authorize(
            picture, new ChangeRules.Wanted(group, false, said, new TreeMap<>()), random));
    List<String> told =
        view().groups().stream()
            .filter(it -> it.id().equals(group))
            .flatMap(it -> it.ingress().stream())
            .map(VpcViewsTest::text)
            .sorted()
            .toList();
    assertEquals(
        List.of(
            "-1 -1 " + group,
            "1 8 10.0.0.0/8",
            "58 -1 " + group,
            "58 128 2001:db8::/32",
            "6 80 10.0.0.0/8",
            "6 80 2001:db8::/32"),
        told);
  }

  private static String text(VpcGroup.Rule rule) {
    Object peer =
        rule.group() == null ? rule.range() == null ? rule.range6() : rule.range() : rule.group();
    return rule.traffic().protocol() + " " + rule.traffic().from() + " " + peer;
  }

  @Test
  void entriesAreTold() {
    done(VpcIpv6.associate(picture, vpc.id(), random));
    String acl = NetworkAcl.of(picture, subnet).id();
    var icmp = new NetworkAcl.Pair(-1, -1);
    for (String protocol : List.of("1", "58")) {
      int number = Integer.parseInt(protocol);
      done(
          ChangeNetworkAcl.add(
              picture,
              acl,
              new NetworkAcl.Entry(number, false, protocol, false, "::/0", null, icmp)));
    }
    List<String> told =
        told().acl().stream()
            .filter(it -> !it.egress() && it.range6() != null)
            .map(it -> it.number() + " " + it.allow() + " " + it.traffic().protocol())
            .toList();
    assertEquals(List.of("58 false " + Traffic.ICMPV6, "101 true -1", "32768 false -1"), told);
  }

  /// A store may have some of before entries were checked: hosts hear of all others.
  @Test
  void anOddEntryIsLeftOut() {
    NetworkAcl acl = NetworkAcl.of(picture, subnet);
    List<NetworkAcl.Entry> entries = new ArrayList<>(acl.entries());
    entries.add(
        new NetworkAcl.Entry(7, false, "58", true, "::/0", null, new NetworkAcl.Pair(1_000, -1)));
    entries.add(
        new NetworkAcl.Entry(8, false, "6", true, "0.0.0.0/0", new NetworkAcl.Pair(80, 79), null));
    int before = told().acl().size();
    picture =
        picture.apply(
            new Change.Put(
                new NetworkAcl(
                    acl.id(),
                    acl.account(),
                    acl.vpc(),
                    true,
                    entries,
                    acl.associations(),
                    acl.tags())));
    assertEquals(before, told().acl().size());
  }

  /// As RFC 5952 has it, which is what the wire takes.
  @Test
  void addressesAreWrittenInOneWay() {
    for (String odd : List.of("FD61:7267:0:0:1:0:0:0A", "::FFFF:102:304", "1:0:2:3:4:5:6:7")) {
      String text = Ipv6.parse(odd).orElseThrow().toString();
      assertEquals(text, argosy.wire.vpc.Ipv6.of(text).toString());
    }
  }
}
