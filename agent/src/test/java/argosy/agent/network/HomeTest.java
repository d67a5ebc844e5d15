package argosy.agent.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.wire.http.Endpoint;
import argosy.wire.http.Page;
import argosy.wire.vpc.VpcInterface;
import argosy.wire.vpc.VpcMessage.VpcChange;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// No thread of the agent stays in a namespace of a VPC, whatever is done there.
class HomeTest {
  private static final int TASKS = 24;

  private Lab lab;
  private LabVpc vpc;

  @BeforeEach
  void oneHost() throws IOException {
    lab = Lab.of(1);
    vpc = new LabVpc(lab, 14).applied().group("sg-a");
  }

  @AfterEach
  void nothingStays() throws IOException {
    if (lab != null) {
      lab.close();
      assertEquals(List.of(), Lab.left());
    }
  }

  private static Set<String> homes() throws IOException {
    try (var threads = Files.list(Path.of("/proc/self/task"))) {
      return threads.map(HomeTest::home).collect(Collectors.toUnmodifiableSet());
    }
  }

  private static String home(Path thread) {
    try {
      return Files.readSymbolicLink(thread.resolve("ns/net")).toString();
    } catch (IOException _) {
      return own(); // it has ended
    }
  }

  private static String own() {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/ns/net")).toString();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void manyAreAttachedAtOnceAndNoThreadStays() throws Exception {
    var enis = new ArrayList<VpcInterface>();
    for (int i = 0; i < TASKS; i++) {
      enis.add(vpc.made(0, "172.31.0." + (i + 10), "sg-a"));
    }
    vpc.change(VpcChange.ofInterfaces("vpc-14", vpc.next(), enis, List.of()));
    LinuxFabric fabric = lab.fabrics.getFirst();
    List<Callable<Boolean>> all = new ArrayList<>();
    for (VpcInterface eni : enis) {
      all.add(() -> {
        Namespace task = fabric.makeNamespace(eni.id());
        fabric.attach(InterfaceSpec.ofTask(vpc.view(), eni.id()), task);
        return Plug.hasLink(task, "eth0");
      });
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var each : threads.invokeAll(all)) {
        assertTrue(each.get());
      }
    }
    assertEquals(Set.of(own()), homes());
  }

  @Test
  void anEndpointAnswersInThereFromOutside() throws IOException {
    LabTask task = vpc.task(0, "172.31.0.4", "sg-a");
    ServerSocketChannel listening =
        lab.fabrics
            .getFirst()
            .inside(
                "vpc-14",
                () ->
                    ServerSocketChannel.open()
                        .bind(new InetSocketAddress(RouterRules.METADATA, 80)));
    try (var _ =
        Endpoint.start(listening, (_, from) -> Page.of(200, "text/plain", "asked by " + from))) {
      String said =
          InNamespace.call(
              task.namespace(),
              () -> {
                try (var socket = new Socket(RouterRules.METADATA, 80)) {
                  socket
                      .getOutputStream()
                      .write(
                          "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                              .getBytes(StandardCharsets.UTF_8));
                  return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                }
              });
      assertTrue(said.contains(task.address()), said);
    }
    assertEquals(Set.of(own()), homes());
  }

  /// One lost would be sent again after a second by TCP, and by nobody over UDP.
  @Test
  void theFirstAnswerReachesANewTask() throws IOException {
    var resolver = new InetSocketAddress("172.31.0.2", 53);
    try (var echo = lab.fabrics.getFirst().inside("vpc-14", () -> new DatagramSocket(resolver))) {
      Thread.startVirtualThread(() -> echo(echo));
      for (int i = 0; i < TASKS; i++) {
        LabTask task = vpc.task(0, "172.31.0." + (i + 4), "sg-a");
        int bytes =
            InNamespace.call(
                task.namespace(),
                () -> {
                  try (var socket = new DatagramSocket()) {
                    socket.setSoTimeout(20_000);
                    socket.send(new DatagramPacket(new byte[5], 5, resolver));
                    var answer = new DatagramPacket(new byte[9], 9);
                    socket.receive(answer);
                    return answer.getLength();
                  }
                });
        assertEquals(5, bytes);
      }
    }
  }

  private static void echo(DatagramSocket socket) {
    try {
      while (true) {
        var packet = new DatagramPacket(new byte[9], 9);
        socket.receive(packet);
        socket.send(packet);
      }
    } catch (IOException _) {
      // closed: the test is over
    }
  }

  @Test
  void aProcessHasAnInterfaceToo() throws Exception {
    Namespace made = lab.fabrics.getFirst().makeNamespace("p1");
    Process process = new ProcessBuilder("nsenter", "--net=" + made, "sleep", "60").start();
    try {
      Namespace its = Namespace.ofProcess(process.pid());
      while (!Files.readSymbolicLink(its.path()).equals(inode(made))) {
        Thread.onSpinWait(); // nsenter is about to enter
      }
      vpc.change(vpc.made(0, "172.31.0.4", "sg-a"));
      VpcInterface eni = vpc.view().interfaces().getFirst();
      lab.fabrics.getFirst().attach(InterfaceSpec.ofTask(vpc.view(), eni.id()), its);
      assertTrue(Plug.hasLink(made, "eth0"));
    } finally {
      process.destroy();
      process.waitFor();
    }
  }

  private static Path inode(Namespace namespace) throws IOException {
    return InNamespace.call(
        namespace, () -> Files.readSymbolicLink(Path.of("/proc/thread-self/ns/net")));
  }
}
