package argosy.store;

import argosy.domain.network.Cidr;
import argosy.domain.network.Cidr6;
import argosy.domain.network.EgressOnlyGateway;
import argosy.domain.network.ElasticIp;
import argosy.domain.network.InternetGateway;
import argosy.domain.network.Ipv4;
import argosy.domain.network.Ipv6;
import argosy.domain.network.Ipv6Range;
import argosy.domain.network.NatGateway;
import argosy.domain.network.NetworkAcl;
import argosy.domain.network.NetworkDefaults;
import argosy.domain.network.NetworkInterface;
import argosy.domain.network.RouteTable;
import argosy.domain.network.SecurityGroup;
import argosy.domain.network.SecurityGroupRule;
import argosy.domain.network.Subnet;
import argosy.domain.network.Vpc;
import argosy.domain.network.VpcEndpoint;
import argosy.domain.state.Entity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// One entity of each kind of networks, with all its members.
final class EveryNetwork {
  private static final String ACCOUNT = Everything.CELL.account();
  private static final SortedMap<String, String> TAGS = new TreeMap<>(Map.of("team", "ä\"\n"));

  private EveryNetwork() {}

  static List<Entity> all() {
    return List.of(
        new NetworkDefaults(ACCOUNT, "dopt-1", Everything.NOON),
        new Vpc(
            "vpc-1",
            ACCOUNT,
            List.of(new Vpc.Range("vpc-cidr-assoc-1", cidr("10.0.0.0/16"))),
            range6("vpc-cidr-assoc-2", "fd61:7267:1:200::/56"),
            true,
            new Vpc.Settings(true, false, true),
            "default",
            TAGS),
        new Subnet(
            "subnet-1",
            ACCOUNT,
            "vpc-1",
            cidr("10.0.1.0/24"),
            range6("subnet-cidr-assoc-1", "fd61:7267:1:201::/64"),
            "us-east-1a",
            true,
            new Subnet.Settings(true, "ip-name", true, false, true, true),
            TAGS),
        new SecurityGroup("sg-1", ACCOUNT, "vpc-1", "web", "for the web", TAGS),
        new SecurityGroupRule(
            "sgr-1",
            ACCOUNT,
            "sg-1",
            true,
            new SecurityGroupRule.Traffic("tcp", 80, 443),
            new SecurityGroupRule.Peer(SecurityGroupRule.Peer.Type.GROUP, "sg-2"),
            "why",
            TAGS),
        networkInterface(),
        new RouteTable(
            "rtb-1",
            ACCOUNT,
            "vpc-1",
            List.of(
                new RouteTable.Route(
                    "0.0.0.0/0",
                    RouteTable.Route.Target.INTERNET_GATEWAY,
                    "igw-1",
                    RouteTable.Route.Origin.CREATED)),
            List.of(
                new RouteTable.Association("rtbassoc-1", Optional.empty()),
                new RouteTable.Association("rtbassoc-2", Optional.of("subnet-1"))),
            TAGS),
        new InternetGateway("igw-1", ACCOUNT, "vpc-1", TAGS),
        new EgressOnlyGateway("eigw-1", ACCOUNT, "vpc-1", TAGS),
        natGateway(),
        new ElasticIp(
            "eipalloc-1",
            ACCOUNT,
            address("198.18.0.5"),
            new ElasticIp.Use("eipassoc-1", "eni-1", address("10.0.1.5")),
            TAGS),
        acl(),
        new VpcEndpoint(
            "vpce-1",
            ACCOUNT,
            "vpc-1",
            VpcEndpoint.Type.INTERFACE,
            "com.amazonaws.us-east-1.logs",
            new VpcEndpoint.Settings(
                "{}", List.of("rtb-1"), List.of("subnet-1"), List.of("sg-1"), true),
            List.of("eni-2"),
            Everything.NOON,
            TAGS));
  }

  private static NetworkInterface networkInterface() {
    return new NetworkInterface(
        "eni-1",
        ACCOUNT,
        new NetworkInterface.Place("vpc-1", "subnet-1", "us-east-1a"),
        address("10.0.1.5"),
        List.of(address("10.0.1.6")),
        Ipv6.parse("fd61:7267:1:201::a00:105").orElseThrow(),
        "02:00:0a:00:01:05",
        List.of("sg-1"),
        "of a task",
        NetworkInterface.Type.INTERFACE,
        "amazon-ecs",
        new NetworkInterface.Attachment(
            "eni-attach-1", "i-1", "attached", 1, true, Everything.NOON),
        true,
        new NetworkInterface.PublicAddress(address("198.18.0.5"), "eipalloc-1", "eipassoc-1"),
        TAGS,
        Everything.NOON);
  }

  private static NatGateway natGateway() {
    return new NatGateway(
        "nat-1",
        ACCOUNT,
        "vpc-1",
        "subnet-1",
        "eni-3",
        address("10.0.1.7"),
        "eipalloc-2",
        "eipassoc-2",
        address("198.18.0.6"),
        Everything.NOON,
        Everything.NOON,
        TAGS);
  }

  private static NetworkAcl acl() {
    return new NetworkAcl(
        "acl-1",
        ACCOUNT,
        "vpc-1",
        true,
        List.of(
            new NetworkAcl.Entry(
                100, true, "6", true, "0.0.0.0/0", new NetworkAcl.Pair(80, 443), null),
            new NetworkAcl.Entry(100, false, "1", false, "::/0", null, new NetworkAcl.Pair(8, -1))),
        List.of(new NetworkAcl.Association("aclassoc-1", "subnet-1")),
        TAGS);
  }

  private static Ipv6Range range6(String association, String cidr) {
    return new Ipv6Range(association, Cidr6.parse(cidr).orElseThrow());
  }

  private static Cidr cidr(String text) {
    return Cidr.parse(text).orElseThrow();
  }

  private static Ipv4 address(String text) {
    return Ipv4.parse(text).orElseThrow();
  }
}
