package argosy.agent.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.wire.vpc.Cidr;
import argosy.wire.vpc.Cidr6;
import argosy.wire.vpc.Traffic;
import argosy.wire.vpc.VpcGroup.Rule;
import argosy.wire.vpc.VpcSubnet;
import argosy.wire.vpc.VpcSubnet.AclEntry;
import argosy.wire.vpc.VpcSubnet.WayOut;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Real packets of IPv6 between tasks on two hosts that have both families.
class Packets6Test {
  private static final int PORT = 8080;
  private static final Rule FROM_WEB = Rule.of(Traffic.tcp(PORT), "sg-web");

  private Lab lab;
  private LabVpc vpc;

  @BeforeEach
  void twoHosts() throws IOException {
    lab = Lab.of(2);
    vpc = LabVpc.dual(lab, 11).applied().group("sg-web").group("sg-app", FROM_WEB);
  }

  @AfterEach
  void nothingStays() throws IOException {
    if (lab != null) {
      lab.close();
      assertEquals(List.of(), Lab.left());
    }
  }

  @Test
  void membersOfAGroupReachATaskByBothFamiliesAndOthersByNone() throws IOException {
    LabTask web = vpc.task(0, "172.31.0.4", "sg-web");
    LabTask other = vpc.group("sg-other").task(0, "172.31.0.7", "sg-other");
    LabTask app = vpc.task(0, "172.31.0.5", "sg-app");
    LabTask far = vpc.task(1, "172.31.0.6", "sg-app");
    LabTask otherSubnet = vpc.task(1, "172.31.16.4", "sg-app");
    for (LabTask each : List.of(app, far, otherSubnet)) {
      for (LabTask one : List.of(each, each.by6())) {
        try (var _ = one.listens(PORT);
            var _ = one.listens(PORT + 1)) {
          assertTrue(web.reaches(one, PORT), one.address());
          assertFalse(web.slipsTo(one, PORT + 1), one.address());
          assertFalse(other.slipsTo(one, PORT), one.address());
        }
      }
    }
    try (var _ = web.by6().listens(PORT)) {
      assertFalse(far.slipsTo(web.by6(), PORT));
    }
  }

  @Test
  void aRangeOfOneFamilySaysNothingOfTheOther() throws IOException {
    LabTask web = vpc.task(0, "172.31.0.4", "sg-web");
    LabTask app = vpc.task(1, "172.31.16.5", "sg-app");
    try (var _ = app.listens(PORT);
        var _ = app.by6().listens(PORT)) {
      vpc.group("sg-app", Rule.of(Traffic.ALL, Cidr.ANYWHERE));
      assertTrue(web.reaches(app, PORT));
      assertFalse(web.slipsTo(app.by6(), PORT));
      vpc.group("sg-app", Rule.of(Traffic.ALL, Cidr6.ANYWHERE));
      assertFalse(web.slipsTo(app, PORT));
      assertTrue(web.reaches(app.by6(), PORT));
      vpc.group("sg-app", Rule.of(Traffic.tcp(PORT), Cidr6.of("fd61:7267:0:10a::/64")));
      assertTrue(web.reaches(app.by6(), PORT));
      vpc.group("sg-app", Rule.of(Traffic.tcp(PORT), Cidr6.of("fd61:7267:0:10b::/64")));
      assertFalse(web.slipsTo(app.by6(), PORT));
    }
  }

  @Test
  void aRuleThatGoesShutsTheDoorBehindWhatIsOpen() throws IOException {
    LabTask web = vpc.task(0, "172.31.0.4", "sg-web");
    LabTask app = vpc.task(1, "172.31.0.5", "sg-app").by6();
    try (var listening = app.listens(PORT);
        var open = web.connect(app, PORT);
        var accepted = listening.accept()) {
      vpc.group("sg-app");
      assertFalse(web.slipsTo(app, PORT));
      assertTrue(LabTask.carries(open, accepted));
      assertTrue(LabTask.carries(accepted, open));
    }
  }

  @Test
  void eachFamilyIsPingedByItsOwnProtocol() throws IOException {
    LabTask web = vpc.task(0, "172.31.0.4", "sg-web");
    LabTask app = vpc.task(1, "172.31.0.5", "sg-app");
    assertFalse(web.pings(app.by6(), false));
    vpc.group("sg-app", Rule.of(Traffic.icmp(), "sg-web"));
    assertTrue(web.pings(app, true));
    assertFalse(web.pings(app.by6(), false));
    vpc.group("sg-app", Rule.of(new Traffic(Traffic.ICMPV6, 128, 0), "sg-web"));
    assertTrue(web.pings(app.by6(), true));
    LabTask another = vpc.task(0, "172.31.0.6", "sg-web"); // whose pings no one let through before
    assertFalse(another.pings(app, false));
    assertTrue(another.pings(app.by6(), true));
  }

  @Test
  void whatComesFromAFalseAddressIsDropped() throws IOException {
    vpc.group("sg-app", Rule.of(Traffic.ALL, Cidr6.ANYWHERE));
    LabTask web = vpc.task(0, "172.31.0.4", "sg-web");
    LabTask app = vpc.task(0, "172.31.0.5", "sg-app").by6();
    LabTask other = vpc.task(1, "172.31.0.9", "sg-web").by6();
    String others = other.address();
    Programs.ip(web.namespace(), List.of("addr add " + others + "/128 dev lo nodad"));
    try (var _ = app.listens(PORT)) {
      assertTrue(web.reaches(app, PORT));
      assertFalse(web.slipsFrom(others, app, PORT));
      Programs.ip(web.namespace(), List.of("link set eth0 address 02:00:00:00:99:99"));
      assertFalse(web.slipsTo(app, PORT));
    }
  }

  @Test
  void whoMaySendWhatIsNotTheirsDoes() throws IOException {
    vpc.group("sg-app", Rule.of(Traffic.tcp(PORT), Cidr6.ANYWHERE));
    LabTask web = vpc.task(0, "172.31.0.4", "sg-web");
    LabTask app = vpc.task(1, "172.31.0.5", "sg-app").by6();
    vpc.change(LabVpc.unchecked(web.eni()));
    Programs.ip(web.namespace(), List.of("addr add 2001:db8::1/128 dev lo nodad"));
    try (var listening = app.listens(PORT)) {
      // Nothing leads back to the false address; what counts is that the packet comes.
      assertFalse(web.slipsFrom("2001:db8::1", app, PORT));
      assertEquals(
          1, RestartTest.connections(1, "vpc-11", "2001:0db8:0000:0000:0000:0000:0000:0001"));
      assertTrue(listening.isOpen());
    }
  }

  /// As Docker Engine makes them.
  @Test
  void aNamespaceThatIsShutToIpv6IsOpenedForAnAddress() throws IOException {
    LabTask app = vpc.task(1, "172.31.0.5", "sg-app").by6();
    String id = vpc.made(0, "172.31.0.4").id();
    Namespace shut = lab.fabrics.get(0).makeNamespace("vpc-11-" + id);
    InNamespace.call(shut, () -> Settings.set("ipv6/conf/all/disable_ipv6", "1"));
    LabTask web = vpc.task(0, "172.31.0.4", "sg-web");
    assertEquals(shut, web.namespace());
    try (var _ = app.listens(PORT)) {
      assertTrue(web.reaches(app, PORT));
    }
  }

  @Test
  void whoHasNoAddressOfIpv6StaysWithoutAndNothingLeadsToNowhere() throws IOException {
    vpc.group("sg-app", Rule.of(Traffic.ALL, Cidr6.ANYWHERE));
    LabTask web = vpc.task(0, "172.31.0.4", "sg-web");
    LabTask bare = vpc.bare(0, "172.31.0.8", "sg-web");
    LabTask app = vpc.task(0, "172.31.0.5", "sg-app").by6();
    try (var _ = app.listens(PORT)) {
      assertTrue(web.reaches(app, PORT));
      assertThrows(SocketException.class, () -> bare.slipsTo(app, PORT)); // no route
    }
    assertFalse(web.connects("fd61:7267:0:10a::99", PORT, 400));
    assertFalse(web.connects("2001:db8::1", PORT, 400));
  }

  @Test
  void theRouterItselfAnswersNobody() throws IOException {
    LabTask web = vpc.task(0, "172.31.0.4", "sg-web");
    Namespace router = new NamedNamespaces(Lab.hostName(0)).ofVpc("vpc-11");
    String own = "fd61:7267:0:10a::99";
    Programs.ip(router, List.of("addr add " + own + "/128 dev lo nodad"));
    var at = new InetSocketAddress(own, 53);
    try (var listening =
        lab.fabrics.get(0).inside("vpc-11", () -> ServerSocketChannel.open().bind(at))) {
      assertFalse(web.by6().connects(own, 53, 400));
      assertTrue(listening.isOpen());
    }
  }

  @Test
  void aHostReachesTasksAndTheyItOnlyIfItLetsThem() throws IOException {
    LabTask host = vpc.host(0, "172.31.0.10", "sg-web");
    LabTask near = vpc.task(0, "172.31.0.5", "sg-app").by6();
    LabTask far = vpc.task(1, "172.31.16.5", "sg-app").by6();
    try (var _ = near.listens(PORT);
        var _ = far.listens(PORT);
        var _ = host.by6().listens(22)) {
      assertTrue(host.reaches(near, PORT));
      assertTrue(host.reaches(far, PORT));
      assertFalse(far.slipsTo(host.by6(), 22));
      vpc.group("sg-web", Rule.of(Traffic.tcp(22), "sg-app"));
      assertTrue(far.reaches(host.by6(), 22));
    }
    String routes = FoundPaths.routes(lab.namespaces.getFirst(), Family.IPV6);
    assertFalse(routes.contains("default"), routes);
  }

  @Test
  void anAclHoldsForEachFamily() throws IOException {
    vpc.group("sg-app", Rule.of(Traffic.ALL, "sg-web"));
    LabTask web = vpc.task(0, "172.31.0.4", "sg-web");
    LabTask inside = vpc.task(1, "172.31.16.4", "sg-web");
    LabTask app = vpc.task(0, "172.31.16.5", "sg-app");
    var in = new AclEntry(100, true, false, Traffic.ALL, Cidr.ANYWHERE);
    var out = new AclEntry(100, true, true, Traffic.ALL, Cidr.ANYWHERE);
    var in6 = new AclEntry(101, true, false, Traffic.tcp(PORT), null, Cidr6.ANYWHERE);
    var out6 = new AclEntry(101, true, true, Traffic.ALL, null, Cidr6.ANYWHERE);
    try (var _ = app.listens(PORT);
        var _ = app.by6().listens(PORT);
        var _ = app.by6().listens(PORT + 1)) {
      vpc.subnet(withAcl(in, out));
      assertTrue(web.reaches(app, PORT));
      assertFalse(web.slipsTo(app.by6(), PORT));
      assertTrue(inside.reaches(app.by6(), PORT));
      vpc.subnet(withAcl(in, out, in6, out6));
      assertTrue(web.reaches(app.by6(), PORT));
      assertFalse(web.slipsTo(app.by6(), PORT + 1));
      vpc.subnet(withAcl(in6));
      assertFalse(web.slipsTo(app.by6(), PORT), "answers need an entry too");
    }
  }

  private static VpcSubnet withAcl(AclEntry... entries) {
    return new VpcSubnet(
        "subnet-b",
        Cidr.of("172.31.16.0/20"),
        List.of(entries),
        WayOut.NONE,
        null,
        Cidr6.of("fd61:7267:0:10b::/64"));
  }

  @Test
  void anAddressComesAndGoesWhileItsTaskRuns() throws IOException {
    LabTask web = vpc.task(0, "172.31.0.4", "sg-web");
    LabTask bare = vpc.bare(1, "172.31.0.5", "sg-app");
    vpc.change(vpc.made(1, "172.31.0.5", "sg-app"));
    LabTask app = new LabTask(bare.namespace(), vpc.made(1, "172.31.0.5", "sg-app"));
    try (var listening = app.listens(PORT);
        var open = web.connect(app, PORT);
        var accepted = listening.accept()) {
      try (var _ = app.by6().listens(PORT)) {
        assertTrue(web.reaches(app.by6(), PORT));
        vpc.change(bare.eni());
        assertFalse(web.slipsTo(app.by6(), PORT));
      }
      assertTrue(LabTask.carries(open, accepted));
    }
    String left =
        FoundPaths.routes(app.namespace(), Family.IPV6)
            + Programs.ask(
                app.namespace(), List.of("ip", "-6", "neigh", "show", "nud", "permanent"))
            + Programs.ask(app.namespace(), List.of("ip", "-6", "addr", "show", "dev", "eth0"));
    assertEquals("[]", left.strip());
  }

  @Test
  void anAddressThatChangesHandsLeavesItsConnections() throws IOException {
    LabTask web = vpc.task(0, "172.31.0.4", "sg-web");
    LabTask first = vpc.task(1, "172.31.0.5", "sg-app").by6();
    LabTask next = vpc.bare(0, "172.31.0.6", "sg-app");
    try (var listening = first.listens(PORT);
        var open = web.connect(first, PORT);
        var _ = listening.accept()) {
      assertEquals(
          1, RestartTest.connections(0, "vpc-11", "fd61:7267:0000:010a:0000:0000:0000:0004"));
      assertTrue(open.isOpen());
      vpc.change(LabVpc.with6(first.eni(), null));
      assertEquals(
          0, RestartTest.connections(0, "vpc-11", "fd61:7267:0000:010a:0000:0000:0000:0004"));
      assertEquals(
          0, RestartTest.connections(1, "vpc-11", "fd61:7267:0000:010a:0000:0000:0000:0004"));
    }
    vpc.change(LabVpc.with6(next.eni(), first.eni().address6()));
    LabTask now = new LabTask(next.namespace(), first.eni()).by6();
    try (var _ = now.listens(PORT)) {
      assertTrue(web.reaches(now, PORT));
    }
  }
}
