package argosy.agent.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InNamespaceTest {
  private final NamedNamespaces named =
      new NamedNamespaces("innamespacetest" + ProcessHandle.current().pid());

  private Namespace made = Namespace.OWN;

  @BeforeEach
  void one() throws IOException {
    assumeTrue(
        System.getProperty("user.name").equals("root"), "only root makes network namespaces");
    made = named.ofTask("t1");
    assertTrue(NamedNamespaces.make(made));
  }

  @AfterEach
  void none() throws IOException {
    if (!made.equals(Namespace.OWN)) {
      NamedNamespaces.remove(made);
      assertFalse(Files.exists(made.path()));
    }
  }

  @Test
  void aSocketStaysWhereItWasOpened() throws IOException {
    Programs.ip(made, List.of("link set lo up", "addr add 172.31.0.9/32 dev lo"));
    var address = new InetSocketAddress("172.31.0.9", 80);
    try (var listening = InNamespace.call(made, () -> ServerSocketChannel.open().bind(address));
        var open = InNamespace.call(made, () -> SocketChannel.open(address));
        var accepted = listening.accept()) {
      assertTrue(LabTask.carries(open, accepted));
    }
  }

  @Test
  void aNewOneHasNothingButLoopback() throws IOException {
    assertEquals(
        List.of("lo"),
        InNamespace.call(
            made,
            () -> {
              try (var lines = Files.lines(Path.of("/proc/thread-self/net/dev"))) {
                return lines
                    .skip(2)
                    .map(line -> line.strip().split(":", 2)[0])
                    .filter(name -> !name.startsWith("ifb"))
                    .toList();
              }
            }));
    assertTrue(NetworkInterface.networkInterfaces().count() > 1);
  }

  @Test
  void makingOneAgainLeavesIt() throws IOException {
    assertFalse(NamedNamespaces.make(made));
    assertEquals(List.of("t1"), List.copyOf(named.tasks()));
    assertEquals(List.of(), List.copyOf(named.vpcs()));
  }

  @Test
  void aFileThatNothingStandsBehindIsMadeOne() throws IOException {
    NamedNamespaces.remove(made);
    Files.createFile(made.path());
    assertFalse(NamedNamespaces.isThere(made));
    assertTrue(NamedNamespaces.make(made));
    assertTrue(NamedNamespaces.isThere(made));
  }

  @Test
  void anotherHostsAreNotOnes() throws IOException {
    var other = new NamedNamespaces("x-innamespacetest" + ProcessHandle.current().pid());
    assertEquals(List.of(), List.copyOf(other.tasks()));
  }

  @Test
  void failuresAreTheCallers() {
    var gone = new Namespace(Path.of("/run/netns/innamespacetest-none"));
    var thrown = assertThrows(IOException.class, () -> InNamespace.call(gone, () -> true));
    assertEquals(
        "can't open /run/netns/innamespacetest-none: error 2 of the kernel", thrown.getMessage());
    var own =
        assertThrows(
            IOException.class,
            () ->
                InNamespace.call(
                    made,
                    () -> {
                      throw new IOException("mine");
                    }));
    assertEquals("mine", own.getMessage());
  }
}
