package argosy.agent.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.wire.vpc.Cidr;
import argosy.wire.vpc.Ipv4;
import argosy.wire.vpc.Ipv6;
import argosy.wire.vpc.VpcInterface;
import argosy.wire.vpc.VpcMessage.VpcView;
import argosy.wire.vpc.VpcSubnet;
import argosy.wire.vpc.VpcSubnet.WayOut;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Who may leave a VPC, and as whom; and whose connections end.
class ExitOfViewTest {
  private static final Ipv4 HERE = Ipv4.of("100.127.0.1");
  private static final Ipv4 THERE = Ipv4.of("100.127.0.2");
  private static final Ipv4 PUBLIC = Ipv4.of("203.0.113.5");
  private static final Ipv4 GATEWAY = Ipv4.of("203.0.113.9");

  private static VpcSubnet subnet(String id, String range, WayOut way, @Nullable Ipv4 gateway) {
    return new VpcSubnet(id, Cidr.of(range), List.of(), way, gateway);
  }

  private static VpcInterface eni(
      String id, String address, String subnet, Ipv4 host, @Nullable Ipv4 publicAddress) {
    return new VpcInterface(
        id, Ipv4.of(address), "02:00:00:00:00:01", List.of(), subnet, host, true, publicAddress);
  }

  private static VpcView view(VpcInterface... interfaces) {
    return new VpcView(
        "vpc-1",
        1,
        5,
        List.of(Cidr.of("172.31.0.0/16")),
        List.of(
            subnet("subnet-shut", "172.31.0.0/24", WayOut.NONE, null),
            subnet("subnet-open", "172.31.1.0/24", WayOut.INTERNET, null),
            subnet("subnet-nat", "172.31.2.0/24", WayOut.NAT, GATEWAY),
            subnet("subnet-plain", "172.31.3.0/24", WayOut.NAT, null)),
        List.of(interfaces),
        List.of());
  }

  @Test
  void eachSubnetSaysHowItsInterfacesLeave() {
    Exit exit =
        Exit.of(
            view(
                eni("eni-1", "172.31.0.4", "subnet-shut", HERE, PUBLIC),
                eni("eni-2", "172.31.1.4", "subnet-open", HERE, PUBLIC),
                eni("eni-3", "172.31.1.5", "subnet-open", HERE, null),
                eni("eni-4", "172.31.1.6", "subnet-open", THERE, Ipv4.of("203.0.113.6")),
                eni("eni-5", "172.31.2.4", "subnet-nat", HERE, null),
                eni("eni-6", "172.31.3.4", "subnet-plain", HERE, null)),
            HERE);
    assertTrue(exit.open());
    assertEquals(Map.of(PUBLIC, Ipv4.of("172.31.1.4")), exit.publics());
    Ipv4 transit = Ipv4.of("198.18.0.5");
    assertEquals(Map.of("172.31.2.0/24", GATEWAY, "172.31.3.0/24", transit), exit.gateways());
    assertEquals(
        Set.of(
            LinkNames.ofInterface("eni-2"),
            LinkNames.ofInterface("eni-5"),
            LinkNames.ofInterface("eni-6")),
        exit.outward());
    assertEquals(Set.of(transit, PUBLIC, GATEWAY), exit.addresses());
  }

  @Test
  void aVpcThatNothingLeadsOutOfHasNoExit() {
    VpcView shut =
        new VpcView(
            "vpc-1",
            1,
            5,
            List.of(Cidr.of("172.31.0.0/16")),
            List.of(VpcSubnet.plain("subnet-a", Cidr.of("172.31.0.0/16"))),
            List.of(eni("eni-1", "172.31.0.4", "subnet-a", HERE, PUBLIC)),
            List.of());
    assertFalse(Exit.of(shut, HERE).open());
    assertTrue(Paths.of(shut, HERE).nowhere().contains(Family.IPV4.anywhere));
    assertFalse(Paths.of(view(), HERE).nowhere().contains(Family.IPV4.anywhere));
  }

  @Test
  void connectionsEndWhenAnAddressIsAnothers() {
    VpcView before =
        view(
            eni("eni-1", "172.31.0.4", "subnet-shut", HERE, null),
            eni("eni-2", "172.31.0.5", "subnet-shut", HERE, null),
            eni("eni-3", "172.31.0.6", "subnet-shut", HERE, null));
    VpcView after =
        view(
            eni("eni-1", "172.31.0.4", "subnet-shut", THERE, null),
            eni("eni-9", "172.31.0.5", "subnet-shut", HERE, null));
    assertEquals(
        Set.of(InetAddress.ofLiteral("172.31.0.5"), InetAddress.ofLiteral("172.31.0.6")),
        Connections.ended(before, after));
  }

  @Test
  void connectionsEndWithTheAddressOfIpv6ThatTheyAreOf() {
    VpcInterface eni = eni("eni-1", "172.31.0.4", "subnet-shut", HERE, null);
    VpcView before = view(LabVpc.with6(eni, Ipv6.of("fd61:7267::4")));
    assertEquals(
        Set.of(InetAddress.ofLiteral("fd61:7267::4")), Connections.ended(before, view(eni)));
    assertEquals(Set.of(), Connections.ended(view(eni), before));
  }
}
