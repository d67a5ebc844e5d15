package argosy.agent;

import static argosy.agent.Payloads.container;
import static argosy.agent.Payloads.stopped;
import static argosy.agent.Payloads.wired;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.wire.acs.PayloadTask;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Tasks that have a network interface to themselves.
final class OwnAddressTest {
  private final FakeNetwork network = new FakeNetwork();
  private final AgentRig rig = new AgentRig().with(network);
  private final PayloadTask task = wired("t1", container("web"));

  OwnAddressTest() {
    rig.runtime.runtimes("runc", "argosy");
  }

  private String lastStatus() {
    return rig.plane.reports.getLast().status();
  }

  @Test
  void itsContainersJoinTheNamespaceThatWasMadeForIt() {
    rig.start().place(task);
    assertEquals(List.of("web"), rig.running());
    assertEquals(Set.of(task.arn()), network.attached);
    String id = rig.container("web").id();
    assertEquals(task.arn(), network.joined.get(id));
    JsonNode host = rig.runtime.body(id).path("HostConfig");
    assertEquals("host", host.path("NetworkMode").asString());
    assertEquals("argosy", host.path("Runtime").asString());
    assertEquals(2 + 1, host.path("Binds").size(), "hosts, resolv.conf and hostname");
  }

  @Test
  void itsAddressIsGoneBeforeItsEndIsTold() {
    rig.start().place(task);
    network.broken = true;
    rig.place(stopped(task));
    rig.loop.pass(Duration.ofSeconds(10));
    assertTrue(!lastStatus().equals("STOPPED"), "the address isn't free yet");
    network.broken = false;
    rig.loop.pass(Duration.ofMinutes(1));
    assertEquals("STOPPED", lastStatus());
    assertEquals(Set.of(), network.attached);
  }

  @Test
  void withoutANetworkItDoesNotStartAndSaysWhy() {
    network.broken = true;
    rig.start().place(task);
    network.broken = false;
    rig.loop.pass(Duration.ofMinutes(1));
    assertEquals("STOPPED", lastStatus());
    assertEquals(
        "ResourceInitializationError: nobody knows of it", rig.plane.reports.getLast().reason());
  }

  /// An agent that comes back while nobody tells it of networks must not end what runs.
  @Test
  void whatRunsIsNotEndedForWantOfNews() {
    rig.start().place(task);
    network.broken = true;
    rig.restart();
    rig.loop.pass(Duration.ofMinutes(5));
    assertEquals(List.of("web"), rig.running());
    assertTrue(!lastStatus().equals("STOPPED"), lastStatus());
    network.attached.clear();
    network.broken = false;
    rig.loop.pass(Duration.ofMinutes(1));
    assertEquals(Set.of(task.arn()), network.attached, "it was tried again");
  }

  @Test
  void anotherHostRefusesIt() {
    rig.with(HostNetwork.NONE).start().place(task);
    assertEquals("STOPPED", lastStatus());
    assertTrue(rig.plane.reports.getLast().reason().contains("has no network for tasks"));
  }
}
