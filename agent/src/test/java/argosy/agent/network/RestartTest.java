package argosy.agent.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.wire.vpc.Cidr;
import argosy.wire.vpc.Traffic;
import argosy.wire.vpc.VpcGroup.Rule;
import argosy.wire.vpc.VpcInterface;
import argosy.wire.vpc.VpcMessage.VpcChange;
import java.io.IOException;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What stays when an agent dies, what its successor makes of it, and what goes in the end.
class RestartTest {
  private static final int PORT = 8080;

  private Lab lab;
  private LabVpc vpc;

  @BeforeEach
  void twoHosts() throws IOException {
    lab = Lab.of(2);
    vpc = new LabVpc(lab, 9).applied().group("sg-web", Rule.of(Traffic.tcp(PORT), "sg-web"));
  }

  @AfterEach
  void nothingStays() throws IOException {
    if (lab != null) {
      lab.close();
      assertEquals(List.of(), Lab.left());
    }
  }

  @Test
  void connectionsOutliveAnAgentAndItsSuccessorsViews() throws IOException {
    LabTask near = vpc.task(0, "172.31.0.4", "sg-web");
    LabTask far = vpc.task(1, "172.31.0.5", "sg-web");
    try (var listening = near.listens(PORT);
        var open = far.connect(near, PORT);
        var accepted = listening.accept()) {
      LinuxFabric next = lab.restart(0);
      assertTrue(LabTask.carries(open, accepted));
      next.apply(vpc.view());
      int index = index(near);
      next.attach(InterfaceSpec.ofTask(vpc.view(), near.eni().id()), near.namespace());
      assertEquals(index, index(near));
      assertTrue(LabTask.carries(open, accepted));
      assertTrue(far.reaches(near, PORT));
    }
  }

  @Test
  void aSuccessorFindsThePathsThatAreThere() throws IOException {
    vpc.task(0, "172.31.0.4", "sg-web");
    LabTask far = vpc.task(1, "172.31.0.5", "sg-web");
    var host = new FabricHost(Lab.hostName(0), lab.namespaces.get(0), lab.address(0));
    var there = new VpcNamespace(host, "vpc-9");
    assertEquals(Paths.of(vpc.view(), lab.address(0)), there.paths());
    LinuxFabric next = lab.restart(0);
    vpc.remove(far.eni().id());
    next.apply(vpc.view());
    assertEquals(Paths.of(vpc.view(), lab.address(0)), there.paths());
  }

  @Test
  void aSuccessorFindsBothFamiliesAndAddsWhatLacks() throws IOException {
    LabVpc dual =
        LabVpc.dual(lab, 12).applied().group("sg-web", Rule.of(Traffic.tcp(PORT), "sg-web"));
    LabTask near = dual.task(0, "172.31.0.4", "sg-web").by6();
    LabTask bare = dual.bare(0, "172.31.0.6", "sg-web");
    LabTask far = dual.task(1, "172.31.0.5", "sg-web").by6();
    var host = new FabricHost(Lab.hostName(0), lab.namespaces.get(0), lab.address(0));
    var there = new VpcNamespace(host, "vpc-12");
    Paths paths = Paths.of(dual.view(), lab.address(0));
    assertEquals(paths, there.paths());
    VpcInterface given = dual.made(0, "172.31.0.6", "sg-web");
    LabTask whole = new LabTask(bare.namespace(), given).by6();
    try (var listening = near.listens(PORT);
        var open = far.connect(near, PORT);
        var accepted = listening.accept()) {
      String routes = FoundPaths.routes(there.namespace(), Family.IPV6);
      int index = index(near);
      int bareIndex = index(bare);
      LinuxFabric next = lab.restart(0);
      next.apply(dual.view());
      next.attach(InterfaceSpec.ofTask(dual.view(), near.eni().id()), near.namespace());
      assertEquals(paths, there.paths());
      assertEquals(routes, FoundPaths.routes(there.namespace(), Family.IPV6));
      assertEquals(index, index(near));
      assertTrue(LabTask.carries(open, accepted));
      dual.change(given);
      next.attach(InterfaceSpec.ofTask(dual.view(), given.id()), bare.namespace());
      assertEquals(bareIndex, index(bare));
      assertTrue(whole.reaches(near, PORT));
    }
  }

  @Test
  void whatWasBrokenIsMended() throws IOException {
    LabTask near = vpc.task(0, "172.31.0.4", "sg-web");
    LabTask far = vpc.task(1, "172.31.0.5", "sg-web");
    Namespace namespace = new NamedNamespaces(Lab.hostName(0)).ofVpc("vpc-9");
    Programs.nft(namespace, "delete table inet argosy\n");
    Programs.ip(namespace, List.of("link delete vxlan0"));
    Programs.ip(near.namespace(), List.of("route delete default"));
    lab.restart(0).apply(vpc.view());
    lab.fabrics.get(0).attach(InterfaceSpec.ofTask(vpc.view(), near.eni().id()), near.namespace());
    try (var _ = near.listens(PORT)) {
      assertTrue(far.reaches(near, PORT));
      assertFalse(far.slipsTo(near, PORT + 1));
    }
  }

  @Test
  void sweepingTakesWhatNobodyNeeds() throws IOException {
    LabTask stays = vpc.task(0, "172.31.0.4", "sg-web");
    LabTask gone = vpc.task(0, "172.31.0.5", "sg-web");
    LabTask unplugged = vpc.task(0, "172.31.0.6", "sg-web");
    new LabVpc(lab, 10).applied();
    vpc.remove(unplugged.eni().id());
    LinuxFabric next = lab.restart(0);
    next.apply(vpc.view());
    assertEquals(Set.of("vpc-9", "vpc-10"), next.vpcs());
    next.sweep(
        Set.of("vpc-9-" + stays.eni().id(), "vpc-9-" + unplugged.eni().id()), Set.of("vpc-9"));
    assertEquals(Set.of("vpc-9"), next.vpcs());
    assertTrue(NamedNamespaces.isThere(stays.namespace()));
    assertFalse(NamedNamespaces.isThere(gone.namespace()));
    assertFalse(Plug.hasLink(unplugged.namespace(), "eth0"));
    assertTrue(Plug.hasLink(stays.namespace(), "eth0"));
  }

  @Test
  void onlyHostsSendWhatIsForVpcs() throws IOException {
    LabTask near = vpc.task(0, "172.31.0.4", "sg-web");
    LabTask far = vpc.task(1, "172.31.0.5", "sg-web");
    try (var _ = near.listens(PORT)) {
      assertTrue(far.reaches(near, PORT));
      Programs.nft(lab.namespaces.get(0), HostGuard.exactly(List.of()));
      assertFalse(far.slipsTo(near, PORT));
      lab.restart(0).apply(vpc.view());
      assertTrue(far.reaches(near, PORT));
      lab.fabrics.get(0).sweep(Set.of("vpc-9-" + near.eni().id()), Set.of("vpc-9"));
      assertTrue(far.reaches(near, PORT));
    }
  }

  @Test
  void anInterfaceThatMovesIsReachedWhereItIs() throws IOException {
    LabTask web = vpc.task(0, "172.31.0.4", "sg-web");
    LabTask app = vpc.task(0, "172.31.0.5", "sg-web");
    try (var _ = app.listens(PORT)) {
      assertTrue(web.reaches(app, PORT));
    }
    lab.fabrics.get(0).detach("vpc-9", app.eni().id());
    LabTask moved = vpc.task(1, "172.31.0.5", "sg-web");
    try (var _ = moved.listens(PORT)) {
      assertTrue(web.reaches(moved, PORT));
    }
    lab.fabrics.get(1).detach("vpc-9", app.eni().id());
    LabTask back = vpc.task(0, "172.31.0.5", "sg-web");
    try (var _ = back.listens(PORT)) {
      assertTrue(web.reaches(back, PORT));
    }
  }

  @Test
  void connectionsEndWithTheInterfaceThatTheyAreOf() throws IOException {
    LabTask near = vpc.task(0, "172.31.0.4", "sg-web");
    LabTask far = vpc.task(1, "172.31.0.5", "sg-web");
    LabTask third = vpc.task(1, "172.31.0.6", "sg-web");
    try (var listening = far.listens(PORT);
        var open = near.connect(far, PORT);
        var _ = listening.accept();
        var thirds = third.connect(far, PORT);
        var accepted = listening.accept()) {
      assertEquals(1, packets(0, near.address()));
      assertEquals(1, packets(1, near.address()));
      vpc.remove(near.eni().id());
      assertEquals(0, packets(0, near.address()));
      assertEquals(0, packets(1, near.address()));
      assertTrue(open.isOpen());
      assertEquals(1, packets(1, third.address()));
      assertTrue(LabTask.carries(thirds, accepted));
    }
  }

  @Test
  void whoMaySendWhatIsNotTheirsDoes() throws IOException {
    vpc.group("sg-web", Rule.of(Traffic.tcp(PORT), Cidr.ANYWHERE));
    LabTask near = vpc.task(0, "172.31.0.4", "sg-web");
    LabTask far = vpc.task(1, "172.31.0.5", "sg-web");
    VpcInterface eni = near.eni();
    vpc.change(
        new VpcInterface(
            eni.id(),
            eni.address(),
            eni.mac(),
            eni.groups(),
            eni.subnet(),
            eni.host(),
            false,
            null));
    Programs.ip(near.namespace(), List.of("addr add 10.1.1.1/32 dev lo"));
    try (var listening = far.listens(PORT)) {
      // Nothing leads back to the false address; what counts is that the packet comes.
      assertFalse(near.slipsFrom("10.1.1.1", far, PORT));
      assertTrue(packets(1, "10.1.1.1") > 0);
      assertTrue(listening.isOpen());
    }
  }

  private static long packets(int host, String from) throws IOException {
    return connections(host, "vpc-9", from);
  }

  /// How many connections a host's share of a VPC has heard of from an address.
  static long connections(int host, String vpc, String from) throws IOException {
    Namespace namespace = new NamedNamespaces(Lab.hostName(host)).ofVpc(vpc);
    return InNamespace.call(
        namespace,
        () -> {
          try (var lines = Files.lines(Path.of("/proc/thread-self/net/nf_conntrack"))) {
            return lines.filter(line -> line.contains("src=" + from + " ")).count();
          }
        });
  }

  @Test
  void aChangeThatBuildsOnNothingIsRefused() throws IOException {
    LinuxFabric next = lab.restart(0);
    assertFalse(next.apply(VpcChange.ofGroups("vpc-9", vpc.next(), List.of(), List.of())));
    next.apply(vpc.view());
    assertFalse(next.apply(VpcChange.ofGroups("vpc-9", vpc.next() + 1, List.of(), List.of())));
    assertTrue(next.apply(VpcChange.ofGroups("vpc-9", vpc.next(), List.of(), List.of())));
  }

  @Test
  void aHostThatUsesTheAddressesItselfKeepsThem() throws IOException {
    Namespace host = lab.namespaces.getFirst();
    Programs.ip(
        host,
        List.of(
            "link add d0 type veth peer name d1",
            "link set d0 up",
            "addr add 172.31.16.1/20 dev d0"));
    var refused = assertThrows(IOException.class, () -> vpc.host(0, "172.31.0.10", "sg-web"));
    assertEquals(
        "vpc-9 has addresses that are in use on this host: 172.31.16.0/20 on d0",
        refused.getMessage());
    Programs.ip(host, List.of("link delete d0"));
    assertEquals("eni-ac1f000a", vpc.host(0, "172.31.0.10", "sg-web").eni().id());
  }

  @Test
  void anInterfaceOfAnUnknownVpcIsRefused() throws IOException {
    Namespace namespace = lab.fabrics.get(0).makeNamespace("t1");
    LabTask task = vpc.task(1, "172.31.0.4", "sg-web");
    LinuxFabric next = lab.restart(0);
    InterfaceSpec spec = InterfaceSpec.ofTask(vpc.view(), task.eni().id());
    var refused = assertThrows(IOException.class, () -> next.attach(spec, namespace));
    assertEquals("host " + Lab.hostName(0) + " has no part in vpc-9", refused.getMessage());
  }

  private static int index(LabTask task) throws IOException {
    return InNamespace.call(task.namespace(), () -> NetworkInterface.getByName("eth0").getIndex());
  }
}
