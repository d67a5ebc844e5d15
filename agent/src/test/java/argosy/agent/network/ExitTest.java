package argosy.agent.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.wire.vpc.Cidr;
import argosy.wire.vpc.Ipv4;
import argosy.wire.vpc.Traffic;
import argosy.wire.vpc.VpcGroup.Rule;
import argosy.wire.vpc.VpcInterface;
import argosy.wire.vpc.VpcSubnet;
import argosy.wire.vpc.VpcSubnet.WayOut;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Out of a VPC and into it. The world is the namespace between the hosts.
class ExitTest {
  private static final int PORT = 8080;
  private static final String PUBLIC = "203.0.113.5";

  private Lab lab;
  private LabVpc vpc;

  @BeforeEach
  void oneHost() throws IOException {
    lab = Lab.of(1);
    vpc = new LabVpc(lab, 11).applied().group("sg-web");
  }

  @AfterEach
  void nothingStays() throws IOException {
    if (lab != null) {
      lab.close();
      assertEquals(List.of(), Lab.left());
    }
  }

  private void subnetA(WayOut way, @Nullable String natAddress) throws IOException {
    vpc.subnet(
        new VpcSubnet(
            "subnet-a",
            Cidr.of("172.31.0.0/20"),
            List.of(),
            way,
            natAddress == null ? null : Ipv4.of(natAddress)));
  }

  private ServerSocketChannel world() throws IOException {
    return InNamespace.call(
        lab.between, () -> ServerSocketChannel.open().bind(new InetSocketAddress(PORT)));
  }

  private static void publish(LabVpc vpc, VpcInterface eni, String address) throws IOException {
    vpc.change(
        new VpcInterface(
            eni.id(),
            eni.address(),
            eni.mac(),
            eni.groups(),
            eni.subnet(),
            eni.host(),
            true,
            Ipv4.of(address)));
  }

  private static String peer(ServerSocketChannel listening) throws IOException {
    try (var accepted = listening.accept()) {
      var from = (InetSocketAddress) accepted.getRemoteAddress();
      return from.getAddress().getHostAddress();
    }
  }

  /// Whether someone in a namespace reaches an address.
  private static boolean reaches(Namespace from, String to, int millisMax) throws IOException {
    return InNamespace.call(
        from,
        () -> {
          try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(to, PORT), millisMax);
            return true;
          } catch (SocketTimeoutException | SocketException _) {
            return false;
          }
        });
  }

  @Test
  void onlySubnetsWithANatGatewayLeaveThroughOne() throws IOException {
    LabTask in = vpc.task(0, "172.31.0.4", "sg-web");
    LabTask other = vpc.task(0, "172.31.16.4", "sg-web");
    try (var world = world()) {
      assertFalse(in.connects(Lab.WORLD, PORT, 400));
      subnetA(WayOut.NAT, null);
      assertTrue(in.connects(Lab.WORLD, PORT, 5_000));
      assertEquals(lab.address(0).toString(), peer(world));
      assertFalse(other.connects(Lab.WORLD, PORT, 400));
      subnetA(WayOut.NONE, null);
      assertFalse(in.connects(Lab.WORLD, PORT, 400));
      subnetA(WayOut.NAT, "203.0.113.9");
      assertTrue(in.connects(Lab.WORLD, PORT, 5_000));
    }
  }

  @Test
  void whoHasAPublicAddressIsReachedThere() throws IOException {
    LabTask web = vpc.task(0, "172.31.0.4", "sg-web");
    subnetA(WayOut.INTERNET, null);
    Programs.ip(lab.between, List.of("route add " + PUBLIC + "/32 via " + lab.address(0)));
    try (var world = world();
        var listening = web.listens(PORT)) {
      assertFalse(web.connects(Lab.WORLD, PORT, 400));
      publish(vpc, web.eni(), PUBLIC);
      assertTrue(web.connects(Lab.WORLD, PORT, 5_000));
      assertEquals(lab.address(0).toString(), peer(world));
      assertFalse(reaches(lab.between, PUBLIC, 400));
      vpc.group("sg-web", Rule.of(Traffic.tcp(PORT), Cidr.of(Lab.WORLD + "/32")));
      assertTrue(reaches(lab.between, PUBLIC, 5_000));
      assertEquals(Lab.WORLD, peer(listening));
      assertFalse(reaches(lab.namespaces.get(0), PUBLIC, 400), "the host isn't let in");
      assertFalse(reaches(lab.between, web.address(), 400), "it has no other address outside");
    }
  }

  @Test
  void vpcsOfAHostMeetAtPublicAddresses() throws IOException {
    LabVpc other = new LabVpc(lab, 12).applied();
    other.subnet(
        new VpcSubnet("subnet-a", Cidr.of("172.31.0.0/20"), List.of(), WayOut.INTERNET, null));
    other.group("sg-web", Rule.of(Traffic.tcp(PORT), Cidr.of("203.0.113.9/32")));
    LabTask there = other.task(0, "172.31.0.4", "sg-web");
    publish(other, there.eni(), PUBLIC);
    LabTask here = vpc.task(0, "172.31.0.4", "sg-web");
    subnetA(WayOut.NAT, "203.0.113.9");
    try (var listening = there.listens(PORT)) {
      assertTrue(reaches(here.namespace(), PUBLIC, 5_000));
      assertEquals("203.0.113.9", peer(listening));
    }
  }

  @Test
  void anotherAgentFindsTheExitAndLeavesNothing() throws IOException {
    LabTask in = vpc.task(0, "172.31.0.4", "sg-web");
    subnetA(WayOut.NAT, null);
    LinuxFabric next = lab.restart(0);
    next.apply(vpc.view());
    try (var _ = world()) {
      assertTrue(in.connects(Lab.WORLD, PORT, 5_000));
      assertFalse(in.connects("169.254.169.254", PORT, 400));
    }
    next.leave("vpc-11");
    Namespace host = lab.namespaces.get(0);
    assertFalse(Plug.hasLink(host, LinkNames.ofExit("vpc-11")));
    assertFalse(tables(host).contains(LinkNames.ofExit("vpc-11")));
    assertFalse(Programs.ask(host, List.of("iptables", "-S", "FORWARD")).contains("argosy"));
    next.close();
    assertEquals(
        "", tables(host).lines().filter(line -> line.contains("argosy")).findAny().orElse(""));
    lab.restart(0);
  }

  private static String tables(Namespace in) throws IOException {
    return Programs.ask(in, List.of("nft", "list", "tables"));
  }
}
