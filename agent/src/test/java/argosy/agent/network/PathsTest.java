package argosy.agent.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argosy.wire.vpc.Cidr;
import argosy.wire.vpc.Ipv4;
import argosy.wire.vpc.VpcInterface;
import argosy.wire.vpc.VpcMessage.VpcView;
import java.util.List;
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
    assertEquals(paths(eni(5, THERE)), FoundPaths.of(routes, neighbours));
    assertEquals(Paths.NONE, FoundPaths.of("", ""));
  }
}
