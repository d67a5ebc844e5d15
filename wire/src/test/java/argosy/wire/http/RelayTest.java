package argosy.wire.http;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.wire.Headers;
import argosy.wire.HttpRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import org.junit.jupiter.api.Test;

class RelayTest {
  private static final HttpRequest REQUEST =
      new HttpRequest("POST", "/", "", Headers.NONE, new byte[0]);

  private final Relay relay = new Relay();

  /// The system connects for a server that is paused: only its silence tells.
  @Test
  void aServerThatIsSilentIsGivenUpBeforeClientsGiveUp() throws IOException {
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      long begun = System.nanoTime();
      assertThrows(IOException.class, () -> relay.send(REQUEST, at(silent.getLocalPort())));
      assertTrue(System.nanoTime() - begun < 5_000_000_000L);
    }
  }

  @Test
  void aServerThatIsGoneIsAFault() throws IOException {
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    assertThrows(IOException.class, () -> relay.send(REQUEST, at(port)));
  }

  private static URI at(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }
}
