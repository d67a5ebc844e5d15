package argosy.agent.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argosy.wire.vpc.Cidr;
import argosy.wire.vpc.Ipv4;
import argosy.wire.vpc.Ipv6;
import argosy.wire.vpc.VpcInterface;
import argosy.wire.vpc.VpcMessage.VpcView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PathsTest {
  private static final Ipv4 HERE = Ipv4.of("100.127.0.1");
  private static final Ipv4 THERE = Ipv4.of("100.127.0.2");
  private static final Ipv4 ELSEWHERE = Ipv4.of("100.127.0.3");

  private static VpcInterface eni(int number, @Nullable Ipv4 host) {
    return new VpcInterface(
        "eni-" + number,
        Ipv4.of("172.31.0.0").plus(number),
        "02:00:00:00:00:01",
        List.of(),
        "subnet-a",
        host,
        true,
        null);
  }

  private static VpcInterface dual(int number, @Nullable Ipv4 host) {
    return LabVpc.with6(eni(number, host), Ipv6.of("fd61:7267:0:100::" + number));
  }

  private static Paths paths(VpcInterface... interfaces) {
    return Paths.of(
        new VpcView(
            "vpc-1",
            1,
            1,
            List.of(Cidr.of("172.31.0.0/16")),
            List.of(),
            List.of(interfaces),
            List.of()),
        HERE);
  }

  @Test
  void aHostIsKnownBeforeARouteLeadsToIt() {
    Paths.Change change = Paths.NONE.to(paths(eni(4, HERE), eni(5, THERE), eni(6, null)));
    assertEquals(
        List.of("fdb replace 02:fa:64:7f:00:02 dev vxlan0 dst 100.127.0.2"), change.bridge());
    assertEquals(
        List.of(
            "neigh replace 100.127.0.2 lladdr 02:fa:64:7f:00:02 dev vxlan0 nud permanent",
            "route replace blackhole 0.0.0.0/0",
            "route replace blackhole 169.254.0.0/16",
            "route replace blackhole 172.31.0.0/16",
            "route replace 172.31.0.5/32 via 100.127.0.2 dev vxlan0 onlink"),
        change.ip());
    assertEquals(List.of(), change.ipRemoved());
  }

  @Test
  void anotherInterfaceOfAKnownHostIsOneRoute() {
    Paths.Change change = paths(eni(5, THERE)).to(paths(eni(5, THERE), eni(6, THERE)));
    assertEquals(
        List.of("route replace 172.31.0.6/32 via 100.127.0.2 dev vxlan0 onlink"), change.ip());
    assertEquals(List.of(), change.bridge());
    assertEquals(List.of(), change.ipRemoved());
    assertEquals(List.of(), change.bridgeRemoved());
  }

  @Test
  void aHostThatNothingIsOnIsForgotten() {
    Paths.Change change = paths(eni(5, THERE), eni(6, THERE)).to(paths(eni(5, ELSEWHERE)));
    assertEquals(
        List.of(
            "neigh replace 100.127.0.3 lladdr 02:fa:64:7f:00:03 dev vxlan0 nud permanent",
            "route replace 172.31.0.5/32 via 100.127.0.3 dev vxlan0 onlink"),
        change.ip());
    assertEquals(
        List.of(
            "route delete 172.31.0.6/32 via 100.127.0.2 dev vxlan0 onlink",
            "neigh delete 100.127.0.2 dev vxlan0"),
        change.ipRemoved());
    assertEquals(
        List.of("fdb delete 02:fa:64:7f:00:02 dev vxlan0 dst 100.127.0.2"), change.bridgeRemoved());
  }

  @Test
  void whatIsThereIsReadAsItWasMade() {
    String routes =
        """
        [{"type":"blackhole","dst":"default","flags":[]},
         {"type":"blackhole","dst":"169.254.0.0/16","flags":[]},
         {"type":"blackhole","dst":"172.31.0.0/16","flags":[]},
         {"dst":"172.31.0.4","dev":"eabc","scope":"link","flags":[]},
         {"dst":"172.31.0.5","gateway":"100.127.0.2","dev":"vxlan0","flags":["onlink"]}]
        """;
    String neighbours = "[{\"dst\":\"100.127.0.2\",\"lladdr\":\"02:fa:64:7f:00:02\"}]";
    assertEquals(paths(eni(5, THERE)), FoundPaths.of(Map.of(Family.IPV4, routes), neighbours));
    assertEquals(Paths.NONE, FoundPaths.of(Map.of(Family.IPV4, ""), ""));
  }

  @Test
  void anAddressOfIpv6IsARouteOfItsOwnByTheSameHost() {
    Paths.Change change = Paths.NONE.to(paths(dual(5, THERE), dual(4, HERE)));
    assertEquals(
        List.of("fdb replace 02:fa:64:7f:00:02 dev vxlan0 dst 100.127.0.2"), change.bridge());
    assertEquals(
        List.of(
            "neigh replace 100.127.0.2 lladdr 02:fa:64:7f:00:02 dev vxlan0 nud permanent",
            "neigh replace fe80::647f:2 lladdr 02:fa:64:7f:00:02 dev vxlan0 nud permanent",
            "route replace blackhole 0.0.0.0/0",
            "route replace blackhole 169.254.0.0/16",
            "route replace blackhole 172.31.0.0/16",
            "route replace blackhole ::/0",
            "route replace 172.31.0.5/32 via 100.127.0.2 dev vxlan0 onlink",
            "route replace fd61:7267:0:100::5/128 via fe80::647f:2 dev vxlan0 onlink"),
        change.ip());
    Paths.Change taken = paths(dual(5, THERE)).to(paths(eni(5, THERE)));
    assertEquals(
        List.of(
            "route delete fd61:7267:0:100::5/128 via fe80::647f:2 dev vxlan0 onlink",
            "route delete blackhole ::/0",
            "neigh delete fe80::647f:2 dev vxlan0"),
        taken.ipRemoved());
    assertEquals(List.of(), taken.bridgeRemoved());
  }

  @Test
  void bothFamiliesAreReadAsTheyWereMade() {
    String routes =
        """
        [{"type":"blackhole","dst":"default","flags":[]},
         {"type":"blackhole","dst":"169.254.0.0/16","flags":[]},
         {"type":"blackhole","dst":"172.31.0.0/16","flags":[]},
         {"dst":"172.31.0.5","gateway":"100.127.0.2","dev":"vxlan0","flags":["onlink"]}]
        """;
    String routes6 =
        """
        [{"dst":"fd61:7267:0:100::5","gateway":"fe80::647f:2","dev":"vxlan0","metric":1024,
          "flags":["onlink"],"pref":"medium"},
         {"dst":"fd61:7267:0:100::4","dev":"eabc","metric":1024,"flags":[],"pref":"medium"},
         {"type":"blackhole","dst":"default","dev":"lo","metric":1024,"flags":[]}]
        """;
    String neighbours = "[{\"dst\":\"100.127.0.2\"},{\"dst\":\"fe80::647f:2\"}]";
    assertEquals(
        paths(dual(5, THERE)),
        FoundPaths.of(Map.of(Family.IPV4, routes, Family.IPV6, routes6), neighbours));
  }

  @Test
  void whatAHostHasItselfIsInTheWay() {
    String routes = "[{\"dst\":\"fd61:7267:0:10a::/64\",\"dev\":\"d0\"}]";
    assertEquals(
        Optional.of("fd61:7267:0:10a::/64 on d0"),
        FoundPaths.inTheWay(routes, List.of("fd61:7267:0:100::/56"), "arge1"));
    assertEquals(
        Optional.empty(), FoundPaths.inTheWay(routes, List.of("fd61:7267:0:10b::/64"), "arge1"));
    assertEquals(
        Optional.empty(), FoundPaths.inTheWay(routes, List.of("fd61:7267:0:10a::/64"), "d0"));
  }
}
