package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.MountPoint;
import software.amazon.awssdk.services.ecs.model.NetworkBinding;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.TransportProtocol;
import software.amazon.awssdk.services.ecs.model.Volume;

/// A UDP port is published as such, for datagrams in and for their answers out.
///
/// Busybox can't listen for datagrams, so the container borrows this machine's Java.
@ExtendWith(SharedArgosy.class)
class DatagramsTest {
  private static final int PORT = 7_007;
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration ANSWER_MAX = Duration.ofMillis(500);

  private static final Path JAVA = Path.of(System.getProperty("java.home"));

  /// Where programs find what they are linked with.
  private static final List<Path> LIBRARIES =
      List.of(Path.of("/lib"), Path.of("/lib64"), Path.of("/usr/lib"));

  private final Clients aws;

  DatagramsTest(Clients aws) {
    this.aws = aws;
  }

  @Test
  void aDatagramGoesInAndItsAnswerComesOut() throws Exception {
    Container container = aws.running(aws.run(echo())).containers().getFirst();
    NetworkBinding bound = container.networkBindings().getFirst();
    assertEquals(TransportProtocol.UDP, bound.protocol());
    assertEquals(PORT, bound.containerPort());
    assertEquals(
        bound.hostPort(),
        Docker.inspect(container.runtimeId())
            .at("/NetworkSettings/Ports/" + PORT + "~1udp/0/HostPort")
            .asInt());
    try (var socket = new DatagramSocket()) {
      socket.setSoTimeout((int) ANSWER_MAX.toMillis());
      socket.connect(InetAddress.getLoopbackAddress(), bound.hostPort());
      assertEquals("AHOY", Await.some(SOON, "an answer", () -> answer(socket, "ahoy")));
    }
  }

  /// Nothing, if it is lost on the way or nobody listens yet.
  private static Optional<String> answer(DatagramSocket socket, String text) {
    try {
      byte[] said = text.getBytes(StandardCharsets.UTF_8);
      socket.send(new DatagramPacket(said, said.length));
      var heard = new DatagramPacket(new byte[said.length], said.length);
      socket.receive(heard);
      return Optional.of(Echo.text(heard));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static RegisterTaskDefinitionRequest echo() throws Exception {
    URI classes = Echo.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    var lent = new ArrayList<>(LIBRARIES.stream().filter(Files::exists).toList());
    lent.add(JAVA);
    lent.add(Path.of(classes));
    var volumes = new ArrayList<Volume>();
    var mounts = new ArrayList<MountPoint>();
    for (Path path : lent) {
      String name = "lent" + volumes.size();
      volumes.add(Volume.builder().name(name).host(it -> it.sourcePath(path.toString())).build());
      mounts.add(Definitions.mount(name, path.toString()).toBuilder().readOnly(true).build());
    }
    var program =
        Definitions.small("echo", "argosy/toolbox:1")
            .memory(256)
            .entryPoint(JAVA.resolve("bin/java").toString(), "-Xmx16m", "-XX:+UseSerialGC")
            .command("-cp", Path.of(classes).toString(), Echo.class.getName(), "" + PORT)
            .portMappings(
                PortMapping.builder().containerPort(PORT).protocol(TransportProtocol.UDP).build())
            .mountPoints(mounts);
    return Definitions.of("datagrams", program).toBuilder().volumes(volumes).build();
  }
}
