package argosy.agent.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.wire.vpc.Cidr;
import argosy.wire.vpc.Traffic;
import argosy.wire.vpc.VpcGroup;
import argosy.wire.vpc.VpcGroup.Rule;
import argosy.wire.vpc.VpcInterface;
import argosy.wire.vpc.VpcSubnet;
import argosy.wire.vpc.VpcSubnet.AclEntry;
import argosy.wire.vpc.VpcSubnet.WayOut;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Real packets between tasks on two hosts.
class PacketsTest {
  private static final int PORT = 8080;
  private static final Rule FROM_WEB = Rule.of(Traffic.tcp(PORT), "sg-web");

  private Lab lab;
  private LabVpc vpc;

  @BeforeEach
  void twoHosts() throws IOException {
    lab = Lab.of(2);
    vpc = new LabVpc(lab, 7).applied().group("sg-web").group("sg-app", FROM_WEB);
  }

  @AfterEach
  void nothingStays() throws IOException {
    if (lab != null) {
      lab.close();
      assertEquals(List.of(), Lab.left());
    }
  }

  @Test
  void membersOfAGroupReachATaskOnTheirHostAndOnAnother() throws IOException {
    LabTask web = vpc.task(0, "172.31.0.4", "sg-web");
    LabTask app = vpc.task(0, "172.31.0.5", "sg-app");
    LabTask far = vpc.task(1, "172.31.0.6", "sg-app");
    LabTask otherSubnet = vpc.task(1, "172.31.16.4", "sg-app");
    for (LabTask each : List.of(app, far, otherSubnet)) {
      try (var _ = each.listens(PORT);
          var _ = each.listens(PORT + 1)) {
        assertTrue(web.reaches(each, PORT), each.address());
        assertFalse(web.slipsTo(each, PORT + 1), each.address());
      }
    }
    try (var _ = web.listens(PORT)) {
      assertFalse(app.slipsTo(web, PORT));
      assertFalse(far.slipsTo(web, PORT));
    }
  }

  @Test
  void whoIsInNoGroupThatIsLetInIsDenied() throws IOException {
    LabTask stranger = vpc.group("sg-other").task(0, "172.31.0.4", "sg-other");
    LabTask app = vpc.task(0, "172.31.0.5", "sg-app");
    LabTask far = vpc.task(1, "172.31.0.6", "sg-app");
    try (var _ = app.listens(PORT);
        var _ = far.listens(PORT)) {
      assertFalse(stranger.slipsTo(app, PORT));
      assertFalse(stranger.slipsTo(far, PORT));
      VpcInterface joined = stranger.eni();
      vpc.change(
          new VpcInterface(
              joined.id(),
              joined.address(),
              joined.mac(),
              List.of("sg-other", "sg-web"),
              joined.subnet(),
              joined.host(),
              true,
              null));
      assertTrue(stranger.reaches(app, PORT));
      assertTrue(stranger.reaches(far, PORT));
    }
  }

  @Test
  void aRuleHoldsFromWhenItIsAddedAndOpenConnectionsOutliveIt() throws IOException {
    LabTask web = vpc.task(0, "172.31.0.4", "sg-web");
    LabTask near = vpc.task(0, "172.31.0.5", "sg-app");
    LabTask far = vpc.task(1, "172.31.16.6", "sg-app");
    for (LabTask app : List.of(near, far)) {
      vpc.group("sg-app");
      try (var listening = app.listens(PORT)) {
        assertFalse(web.slipsTo(app, PORT));
        vpc.group("sg-app", Rule.of(Traffic.tcp(PORT), Cidr.of("172.31.0.0/28")));
        try (var open = web.connect(app, PORT);
            var accepted = listening.accept()) {
          vpc.group("sg-app");
          assertFalse(web.slipsTo(app, PORT));
          assertTrue(LabTask.carries(open, accepted));
          assertTrue(LabTask.carries(accepted, open));
        }
      }
    }
  }

  @Test
  void whatAGroupMayNotSendDoesNotLeave() throws IOException {
    vpc.group(
        new VpcGroup(
            "sg-web", List.of(), List.of(Rule.of(new Traffic(Traffic.TCP, 9000, 9010), "sg-app"))));
    vpc.group("sg-app", Rule.of(Traffic.ALL, Cidr.ANYWHERE));
    LabTask web = vpc.task(0, "172.31.0.4", "sg-web");
    LabTask app = vpc.task(0, "172.31.0.5", "sg-app");
    try (var _ = app.listens(PORT);
        var _ = app.listens(9005)) {
      assertFalse(web.slipsTo(app, PORT));
      assertTrue(web.reaches(app, 9005));
    }
  }

  @Test
  void pingsAndDatagramsHaveRulesOfTheirOwn() throws IOException {
    LabTask web = vpc.task(0, "172.31.0.4", "sg-web");
    LabTask app = vpc.task(1, "172.31.0.5", "sg-app");
    assertFalse(web.pings(app, false));
    vpc.group(
        "sg-app",
        Rule.of(new Traffic(Traffic.ICMP, 8, -1), "sg-web"),
        Rule.of(Traffic.udp(PORT), "sg-web"));
    assertTrue(web.pings(app, true));
    try (var there = app.datagrams(PORT);
        var here = web.datagrams(0)) {
      here.send(ByteBuffer.wrap(new byte[] {7}), new InetSocketAddress(app.address(), PORT));
      there.socket().setSoTimeout(5_000);
      var packet = new DatagramPacket(new byte[9], 9);
      there.socket().receive(packet);
      assertEquals(web.address(), packet.getAddress().getHostAddress());
    }
  }

  @Test
  void whatComesFromAFalseAddressIsDropped() throws IOException {
    vpc.group("sg-app", Rule.of(Traffic.ALL, Cidr.ANYWHERE));
    LabTask web = vpc.task(0, "172.31.0.4", "sg-web");
    LabTask app = vpc.task(0, "172.31.0.5", "sg-app");
    vpc.task(1, "172.31.0.9", "sg-web");
    Programs.ip(
        web.namespace(), List.of("addr add 172.31.0.9/32 dev eth0", "addr add 9.9.9.9/32 dev lo"));
    try (var _ = app.listens(PORT)) {
      assertTrue(web.reaches(app, PORT));
      assertFalse(web.slipsFrom("172.31.0.9", app, PORT));
      assertFalse(web.slipsFrom("9.9.9.9", app, PORT));
      Programs.ip(web.namespace(), List.of("link set eth0 address 02:00:00:00:99:99"));
      assertFalse(web.slipsTo(app, PORT));
    }
  }

  @Test
  void aHostReachesTasksThroughItsInterfaceAndTasksItOnlyIfItLetsThem() throws IOException {
    LabTask host = vpc.host(0, "172.31.0.10", "sg-web");
    LabTask near = vpc.task(0, "172.31.0.5", "sg-app");
    LabTask far = vpc.task(1, "172.31.16.5", "sg-app");
    try (var _ = near.listens(PORT);
        var _ = far.listens(PORT);
        var _ = host.listens(22)) {
      assertTrue(host.reaches(near, PORT));
      assertTrue(host.reaches(far, PORT));
      assertFalse(near.slipsTo(host, 22));
      assertFalse(far.slipsTo(host, 22));
      vpc.group("sg-web", Rule.of(Traffic.tcp(22), "sg-app"));
      assertTrue(near.reaches(host, 22));
      assertTrue(far.reaches(host, 22));
      // The host's other addresses are no part of the VPC.
      assertFalse(near.connects(lab.address(0).toString(), 22, 400));
    }
  }

  @Test
  void vpcsWithTheSameRangeDoNotMeet() throws IOException {
    LabVpc other = new LabVpc(lab, 8).applied().group("sg-web").group("sg-app", FROM_WEB);
    LabTask web = vpc.task(0, "172.31.0.4", "sg-web");
    LabTask otherWeb = other.task(0, "172.31.0.4", "sg-web");
    LabTask app = vpc.task(1, "172.31.0.5", "sg-app");
    LabTask otherApp = other.task(0, "172.31.0.5", "sg-app");
    try (var one = app.listens(PORT);
        var two = otherApp.listens(PORT)) {
      try (var open = web.connect(app, PORT);
          var accepted = one.accept()) {
        assertTrue(LabTask.carries(open, accepted));
      }
      try (var open = otherWeb.connect(otherApp, PORT);
          var accepted = two.accept()) {
        assertTrue(LabTask.carries(open, accepted));
      }
      one.configureBlocking(false);
      assertEquals(null, one.accept());
    }
  }

  @Test
  void anAclHoldsBetweenSubnetsAndKeepsNoState() throws IOException {
    vpc.group("sg-app", Rule.of(Traffic.ALL, Cidr.ANYWHERE));
    LabTask web = vpc.task(0, "172.31.0.4", "sg-web");
    LabTask inside = vpc.task(1, "172.31.16.4", "sg-web");
    LabTask app = vpc.task(0, "172.31.16.5", "sg-app");
    var in = new AclEntry(100, true, false, Traffic.tcp(PORT), Cidr.of("172.31.0.0/16"));
    var out = new AclEntry(100, true, true, Traffic.ALL, Cidr.ANYWHERE);
    var never = new AclEntry(90, false, false, Traffic.ALL, Cidr.of("172.31.0.4/32"));
    try (var _ = app.listens(PORT);
        var _ = app.listens(PORT + 1)) {
      vpc.subnet(withAcl(in, out));
      assertTrue(web.reaches(app, PORT));
      assertFalse(web.slipsTo(app, PORT + 1));
      assertTrue(inside.reaches(app, PORT + 1));
      vpc.subnet(withAcl(in));
      assertFalse(web.slipsTo(app, PORT), "answers need an entry too");
      vpc.subnet(withAcl(in, out, never));
      assertFalse(web.slipsTo(app, PORT));
      assertTrue(inside.reaches(app, PORT));
    }
  }

  private static VpcSubnet withAcl(AclEntry... entries) {
    return new VpcSubnet(
        "subnet-b", Cidr.of("172.31.16.0/20"), List.of(entries), WayOut.NONE, null);
  }

  @Test
  void tasksAskAtTheLinksAddressAndNowhereElse() throws IOException {
    LabTask web = vpc.task(0, "172.31.0.4", "sg-web");
    try (var listening =
            lab.fabrics
                .get(0)
                .inside(
                    "vpc-7",
                    () ->
                        java.nio.channels.ServerSocketChannel.open()
                            .bind(new InetSocketAddress(RouterRules.METADATA, 80)));
        var _ =
            lab.fabrics
                .get(0)
                .inside(
                    "vpc-7",
                    () ->
                        java.nio.channels.ServerSocketChannel.open()
                            .bind(new InetSocketAddress(RouterRules.METADATA, 81)))) {
      assertTrue(web.connects(RouterRules.METADATA, 80, 5_000));
      try (var accepted = listening.accept()) {
        var from = (InetSocketAddress) accepted.getRemoteAddress();
        assertEquals(web.address(), from.getAddress().getHostAddress());
      }
      assertFalse(web.connects(RouterRules.METADATA, 81, 400));
      assertFalse(web.connects("169.254.169.254", 80, 400));
    }
  }
}
