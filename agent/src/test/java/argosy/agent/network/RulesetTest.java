package argosy.agent.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.agent.network.Ruleset.Chain;
import argosy.agent.network.Ruleset.Elements;
import argosy.wire.vpc.Cidr;
import argosy.wire.vpc.Cidr6;
import argosy.wire.vpc.Ipv4;
import argosy.wire.vpc.Ipv6;
import argosy.wire.vpc.Traffic;
import argosy.wire.vpc.VpcGroup;
import argosy.wire.vpc.VpcGroup.Rule;
import argosy.wire.vpc.VpcInterface;
import argosy.wire.vpc.VpcMessage.VpcView;
import argosy.wire.vpc.VpcSubnet;
import argosy.wire.vpc.VpcSubnet.AclEntry;
import argosy.wire.vpc.VpcSubnet.WayOut;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RulesetTest {
  private static final Ipv4 HERE = Ipv4.of("100.127.0.1");
  private static final Ipv4 THERE = Ipv4.of("100.127.0.2");
  private static final String LINK = "\"" + LinkNames.ofInterface("eni-1") + "\"";

  private static final VpcSubnet SUBNET = VpcSubnet.plain("subnet-a", Cidr.of("172.31.0.0/20"));

  private static VpcInterface eni(int number, Ipv4 host, String... groups) {
    return new VpcInterface(
        "eni-" + number,
        Ipv4.of("172.31.0.4").plus(number),
        "02:00:00:00:00:0" + number,
        List.of(groups),
        "subnet-a",
        host,
        true,
        null);
  }

  private static VpcView view(VpcSubnet subnet, List<VpcInterface> enis, VpcGroup... groups) {
    return new VpcView(
        "vpc-1", 1, 1, List.of(Cidr.of("172.31.0.0/16")), List.of(subnet), enis, List.of(groups));
  }

  private static Map<String, String> members(Ruleset rules, String set) {
    return Objects.requireNonNull(rules.sets().get(set)).members();
  }

  private static List<String> rules(Ruleset rules, String chain) {
    return Objects.requireNonNull(rules.chains().get(chain)).rules();
  }

  @Test
  void aGroupBecomesTwoChains() {
    var group =
        new VpcGroup(
            "sg-1",
            List.of(
                Rule.of(Traffic.tcp(80), Cidr.ANYWHERE),
                Rule.of(new Traffic(Traffic.UDP, 53, 60), Cidr.of("10.0.0.0/8")),
                Rule.of(new Traffic(Traffic.ICMP, 8, 0), "sg-2"),
                Rule.of(new Traffic(Traffic.ICMP, 3, -1), "sg-1"),
                Rule.of(new Traffic(Traffic.TCP, 0, 65_535), "sg-1"),
                Rule.of(new Traffic(47, -1, -1), "sg-1")),
            List.of(Rule.of(Traffic.ALL, Cidr.ANYWHERE), Rule.of(Traffic.icmp(), "sg-2")));
    Ruleset rules =
        RouterRules.of(
            view(SUBNET, List.of(eni(1, HERE, "sg-1"), eni(2, THERE, "sg-2")), group), HERE);
    assertEquals(
        List.of(
            "meta nfproto ipv4 tcp dport 80 accept",
            "ip saddr 10.0.0.0/8 udp dport 53-60 accept",
            "ip saddr @members_sg_2 icmp type 8 icmp code 0 accept",
            "ip saddr @members_sg_1 icmp type 3 accept",
            "ip saddr @members_sg_1 meta l4proto tcp accept",
            "ip saddr @members_sg_1 meta l4proto 47 accept"),
        rules(rules, "arrive_sg_1"));
    assertEquals(
        List.of(
            "meta nfproto ipv4 goto arrive",
            "ip daddr @members_sg_2 meta l4proto icmp goto arrive"),
        rules(rules, "leave_sg_1"));
    assertEquals(Map.of(LINK, "jump arrive_sg_1"), members(rules, "arrive_by"));
    assertEquals(Map.of(LINK, "jump leave_sg_1"), members(rules, "leave_by"));
    assertEquals(Map.of("172.31.0.6", ""), members(rules, "members_sg_2"));
    assertEquals(Map.of(LINK + " . 02:00:00:00:00:01 . 172.31.0.5", ""), members(rules, "own"));
  }

  private static VpcInterface dual(int number, Ipv4 host, String... groups) {
    return LabVpc.with6(eni(number, host, groups), Ipv6.of("fd61:7267:0:100::" + number));
  }

  @Test
  void eachFamilyHasItsOwnRulesAndAGroupIsOfBoth() {
    var group =
        new VpcGroup(
            "sg-1",
            List.of(
                Rule.of(Traffic.tcp(80), Cidr.ANYWHERE),
                Rule.of(Traffic.tcp(80), Cidr6.ANYWHERE),
                Rule.of(Traffic.udp(53), Cidr6.of("fd61:7267:0:100::/64")),
                Rule.of(Traffic.tcp(90), "sg-2"),
                Rule.of(new Traffic(Traffic.ICMPV6, 128, 0), "sg-2"),
                Rule.of(new Traffic(Traffic.ICMPV6, -1, -1), Cidr6.ANYWHERE),
                Rule.of(new Traffic(Traffic.ICMPV6, -1, -1), Cidr.ANYWHERE),
                Rule.of(Traffic.icmp(), Cidr6.ANYWHERE),
                Rule.of(Traffic.icmp(), "sg-2")),
            List.of(Rule.of(Traffic.ALL, Cidr6.ANYWHERE)));
    Ruleset rules =
        RouterRules.of(
            view(
                SUBNET,
                List.of(dual(1, HERE, "sg-1"), dual(2, THERE, "sg-2"), eni(3, THERE, "sg-2")),
                group),
            HERE);
    assertEquals(
        List.of(
            "meta nfproto ipv4 tcp dport 80 accept",
            "meta nfproto ipv6 tcp dport 80 accept",
            "ip6 saddr fd61:7267:0:100::/64 udp dport 53 accept",
            "ip saddr @members_sg_2 tcp dport 90 accept",
            "ip6 saddr @members6_sg_2 tcp dport 90 accept",
            "ip6 saddr @members6_sg_2 icmpv6 type 128 icmpv6 code 0 accept",
            "meta nfproto ipv6 meta l4proto icmpv6 accept",
            "ip saddr @members_sg_2 meta l4proto icmp accept"),
        rules(rules, "arrive_sg_1"));
    assertEquals(List.of("meta nfproto ipv6 goto arrive"), rules(rules, "leave_sg_1"));
    assertEquals(Map.of("fd61:7267:0:100::2", ""), members(rules, "members6_sg_2"));
    assertEquals(Map.of("172.31.0.6", "", "172.31.0.7", ""), members(rules, "members_sg_2"));
    assertEquals(
        Map.of(LINK + " . 02:00:00:00:00:01 . fd61:7267:0:100::1", ""), members(rules, "own6"));
    assertEquals(
        List.of(
            "iifname . ether saddr . ip saddr @own accept",
            "iifname . ether saddr . ip6 saddr @own6 accept"),
        rules(rules, "sent").subList(0, 2));
  }

  @Test
  void anAclThatLetsOneFamilyThroughFiltersTheOther() {
    var in = new AclEntry(100, true, false, Traffic.ALL, Cidr.ANYWHERE);
    var in6 = new AclEntry(101, true, false, Traffic.ALL, null, Cidr6.ANYWHERE);
    var icmp6 = new AclEntry(102, false, false, Traffic.icmp(), null, Cidr6.ANYWHERE);
    var range6 = Cidr6.of("fd61:7267:0:100::/64");
    var half =
        new VpcSubnet("subnet-a", SUBNET.range(), List.of(in, icmp6), WayOut.NONE, null, range6);
    assertEquals(
        List.of(
            "ip saddr 172.31.0.0/20 return",
            "ip6 saddr fd61:7267:0:100::/64 return",
            "meta nfproto ipv4 return",
            "drop"),
        rules(RouterRules.of(view(half, List.of(dual(1, HERE))), HERE), "acl_to_subnet_a"));
    var both =
        new VpcSubnet("subnet-a", SUBNET.range(), List.of(in, in6), WayOut.NONE, null, range6);
    assertFalse(
        RouterRules.of(view(both, List.of(dual(1, HERE))), HERE)
            .chains()
            .containsKey("acl_to_subnet_a"));
  }

  @Test
  void whatAKernelLacksIsLeftOut() {
    VpcView dual =
        view(
            new VpcSubnet(
                "subnet-a",
                SUBNET.range(),
                List.of(),
                WayOut.NONE,
                null,
                Cidr6.of("fd61:7267:0:100::/64")),
            List.of(dual(1, HERE)));
    assertEquals(dual, new KernelIpv6(true).possible(dual));
    assertEquals(view(SUBNET, List.of(eni(1, HERE))), new KernelIpv6(false).possible(dual));
  }

  @Test
  void onlyGroupsOfInterfacesOnThisHostHaveChainsHere() {
    var one = new VpcGroup("sg-1", List.of(), List.of());
    var two = new VpcGroup("sg-2", List.of(Rule.of(Traffic.ALL, "sg-3")), List.of());
    Ruleset rules =
        RouterRules.of(
            view(SUBNET, List.of(eni(1, HERE, "sg-1"), eni(2, THERE, "sg-2")), one, two), HERE);
    assertTrue(rules.chains().containsKey("arrive_sg_1"));
    assertFalse(rules.chains().containsKey("arrive_sg_2"));
    assertFalse(rules.sets().containsKey("members_sg_3"));
  }

  @Test
  void interfacesWithTheSameGroupsShareAChain() {
    var one = new VpcGroup("sg-1", List.of(), List.of());
    var two = new VpcGroup("sg-2", List.of(), List.of());
    Ruleset rules =
        RouterRules.of(
            view(
                SUBNET,
                List.of(eni(1, HERE, "sg-1", "sg-2"), eni(2, HERE, "sg-2", "sg-1")),
                one,
                two),
            HERE);
    List<String> jumps = members(rules, "arrive_by").values().stream().distinct().toList();
    assertEquals(1, jumps.size());
    assertEquals(
        List.of("jump arrive_sg_1", "jump arrive_sg_2"),
        rules(rules, jumps.getFirst().substring("jump ".length())));
  }

  @Test
  void anInterfaceOfNoKnownGroupIsShut() {
    Ruleset rules = RouterRules.of(view(SUBNET, List.of(eni(1, HERE, "sg-9"))), HERE);
    assertEquals(Map.of(), members(rules, "arrive_by"));
    assertEquals(Map.of(), members(rules, "leave_by"));
  }

  @Test
  void anAclIsReadByNumberAndDeniesTheRest() {
    var acl =
        List.of(
            new AclEntry(200, true, false, Traffic.ALL, Cidr.ANYWHERE),
            new AclEntry(100, false, false, Traffic.tcp(22), Cidr.of("172.31.16.0/20")),
            new AclEntry(100, true, true, Traffic.ALL, Cidr.ANYWHERE));
    var subnet = new VpcSubnet("subnet-a", SUBNET.range(), acl, WayOut.NONE, null);
    Ruleset rules = RouterRules.of(view(subnet, List.of(eni(1, HERE))), HERE);
    assertEquals(
        List.of(
            "ip saddr 172.31.0.0/20 return",
            "ip saddr 172.31.16.0/20 tcp dport 22 drop",
            "meta nfproto ipv4 return",
            "drop"),
        rules(rules, "acl_to_subnet_a"));
    assertFalse(rules.chains().containsKey("acl_from_subnet_a"), "it lets everything out");
    assertEquals("oifname vmap @acl_to_by", rules(rules, "forward").get(1));
    Ruleset free = RouterRules.of(view(SUBNET, List.of(eni(1, HERE))), HERE);
    assertEquals("ct state established,related accept", rules(free, "forward").getFirst());
  }

  private static Ruleset of(Map<String, Elements> sets, Map<String, Chain> chains) {
    return new Ruleset(new TreeMap<>(sets), new TreeMap<>(chains));
  }

  @Test
  void whatDoesNotDifferIsNotTouched() {
    Ruleset before =
        of(
            Map.of(
                "m", new Elements("map", "ifname : verdict", Map.of("a", "jump x", "b", "jump x")),
                "old", new Elements("set", "ipv4_addr", Map.of("1.1.1.1", ""))),
            Map.of(
                "x", Chain.of(List.of("accept")),
                "gone", Chain.of(List.of("ip saddr @old accept")),
                "same", Chain.of(List.of("drop"))));
    Ruleset wanted =
        of(
            Map.of(
                "m", new Elements("map", "ifname : verdict", Map.of("a", "jump y", "b", "jump x")),
                "new", new Elements("set", "ipv4_addr", Map.of("2.2.2.2", "", "1.1.1.1", ""))),
            Map.of(
                "x", Chain.of(List.of("ip saddr @new accept", "drop")),
                "y", new Chain("type filter hook input priority 0;", List.of()),
                "same", Chain.of(List.of("drop"))));
    assertEquals(
        """
        add set inet argosy new { type ipv4_addr; }
        add chain inet argosy y { type filter hook input priority 0; }
        flush chain inet argosy x
        add rule inet argosy x ip saddr @new accept
        add rule inet argosy x drop
        delete element inet argosy m { a }
        add element inet argosy m { a : jump y }
        add element inet argosy new { 1.1.1.1, 2.2.2.2 }
        flush chain inet argosy gone
        delete set inet argosy old
        delete chain inet argosy gone
        """,
        before.to(wanted));
    assertEquals("", wanted.to(wanted));
  }

  @Test
  void aMemberThatJoinsIsOneLine() {
    var group = new VpcGroup("sg-1", List.of(Rule.of(Traffic.ALL, "sg-2")), List.of());
    Ruleset before = RouterRules.of(view(SUBNET, List.of(eni(1, HERE, "sg-1")), group), HERE);
    Ruleset after =
        RouterRules.of(
            view(SUBNET, List.of(eni(1, HERE, "sg-1"), eni(2, THERE, "sg-2")), group), HERE);
    assertEquals("add element inet argosy members_sg_2 { 172.31.0.6 }\n", before.to(after));
  }
}
