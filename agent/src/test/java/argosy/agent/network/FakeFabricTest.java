package argosy.agent.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.wire.vpc.Cidr;
import argosy.wire.vpc.Ipv4;
import argosy.wire.vpc.VpcInterface;
import argosy.wire.vpc.VpcMessage.VpcChange;
import argosy.wire.vpc.VpcMessage.VpcView;
import argosy.wire.vpc.VpcSubnet;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The fake refuses what the real one refuses, and keeps the rest.
class FakeFabricTest {
  private static final VpcView VIEW =
      new VpcView(
          "vpc-1",
          1,
          5,
          List.of(Cidr.of("172.31.0.0/16")),
          List.of(VpcSubnet.plain("subnet-a", Cidr.of("172.31.0.0/20"))),
          List.of(
              new VpcInterface(
                  "eni-1",
                  Ipv4.of("172.31.0.4"),
                  "02:00:00:00:00:01",
                  List.of(),
                  "subnet-a",
                  null,
                  true,
                  null)),
          List.of());

  @Test
  void itKnowsWhatItWasTold() throws IOException {
    var fabric = new FakeFabric();
    Namespace task = fabric.makeNamespace("t1");
    InterfaceSpec spec = InterfaceSpec.ofTask(VIEW, "eni-1");
    assertThrows(IOException.class, () -> fabric.attach(spec, task));
    VpcChange change = VpcChange.ofInterfaces("vpc-1", 2, List.of(), List.of("eni-1"));
    assertFalse(fabric.apply(change));
    fabric.apply(VIEW);
    fabric.attach(spec, task);
    assertEquals(Map.of("eni-1", new FakeFabric.Attached(spec, task)), fabric.attached());
    assertEquals(Ipv4.of("172.31.0.1"), spec.gateway());
    assertTrue(fabric.apply(change));
    fabric.sweep(Set.of("t1"), Set.of("vpc-1"));
    assertEquals(Set.of(), fabric.attached().keySet());
    assertEquals(Set.of("t1"), fabric.tasks());
    fabric.close();
    assertEquals(Set.of(), fabric.vpcs());
    assertEquals(Set.of(), fabric.tasks());
  }

  @Test
  void aHostsInterfaceLeadsToItsVpcOnly() {
    InterfaceSpec spec = InterfaceSpec.ofHost(VIEW, "eni-1");
    assertEquals(VIEW.ranges(), spec.routes());
    assertEquals(15, spec.link().length());
    assertTrue(spec.link().startsWith("arge"), spec.link());
    assertThrows(IllegalArgumentException.class, () -> InterfaceSpec.ofTask(VIEW, "eni-2"));
  }
}
