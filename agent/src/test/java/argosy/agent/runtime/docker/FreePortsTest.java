package argosy.agent.runtime.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.agent.runtime.EngineFault;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FreePortsTest {

  private static OptionalInt search(Set<Integer> taken, int begin, int count) {
    return FreePorts.search(port -> !taken.contains(port), 10, 20, begin, count);
  }

  @Test
  void aRowIsFoundAboveTheBeginningOrElseBelow() {
    assertEquals(OptionalInt.of(14), search(Set.of(), 14, 3));
    assertEquals(OptionalInt.of(17), search(Set.of(16), 14, 3));
    assertEquals(OptionalInt.of(18), search(Set.of(14, 17), 14, 3));
    assertEquals(OptionalInt.of(11), search(Set.of(10, 16, 19), 14, 4));
    assertEquals(OptionalInt.of(12), search(Set.of(11, 19), 14, 7), "it may pass the beginning");
    assertEquals(OptionalInt.of(10), search(Set.of(), 20, 11), "all that there are");
    assertEquals(OptionalInt.empty(), search(Set.of(), 20, 12));
    assertEquals(OptionalInt.empty(), search(Set.of(12, 15, 18), 13, 3));
    assertEquals(OptionalInt.empty(), search(Set.of(), 10, 65_535));
  }

  @Test
  void whatIsFoundCanBeBound() throws Exception {
    try {
      bindWhatIsFound();
    } catch (BindException e) { // somebody else has got one of them meanwhile
      bindWhatIsFound();
    }
  }

  private static void bindWhatIsFound() throws Exception {
    int tcp = FreePorts.first("127.0.0.1", "tcp", 3);
    int udp = FreePorts.first("127.0.0.1", "udp", 3);
    for (int i = 0; i < 3; i++) {
      try (var one = new ServerSocket();
          var other =
              new DatagramSocket(
                  new InetSocketAddress(InetAddress.getLoopbackAddress(), udp + i))) {
        one.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), tcp + i));
        assertTrue(other.isBound());
      }
    }
  }

  @Test
  void tooManyAreRefused() {
    var fault = assertThrows(EngineFault.class, () -> FreePorts.first("127.0.0.1", "tcp", 65_000));
    assertTrue(fault.toString().contains("no 65000 free tcp ports in a row"), fault.toString());
  }
}
