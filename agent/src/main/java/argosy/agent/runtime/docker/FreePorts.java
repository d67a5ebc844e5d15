package argosy.agent.runtime.docker;

import argosy.agent.runtime.EngineFault;
import argosy.agent.runtime.EngineFault.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntPredicate;

/// Ports of this machine that nobody has, found by trying them.
final class FreePorts {
  private static final Path DYNAMIC = Path.of("/proc/sys/net/ipv4/ip_local_port_range");

  /// Two ports of five digits, with a tab between them.
  private static final int LINE_BYTES_MAX = 64;

  private FreePorts() {}

  /// The first of so many in a row, among those that the kernel gives to whoever asks for any.
  ///
  /// @throws EngineFault if there are none
  static int first(String address, String protocol, int count) throws IOException {
    String[] range = dynamic().strip().split("\\s+", 2);
    int low = Integer.parseInt(range[0]);
    int high = Integer.parseInt(range[1]);
    InetAddress at = InetAddress.getByName(address);
    // Two who look at the same time shouldn't find the same.
    int begin = ThreadLocalRandom.current().nextInt(low, high + 1);
    OptionalInt found = search(port -> isFree(at, protocol, port), low, high, begin, count);
    return found.orElseThrow(() ->
        new EngineFault(
            Kind.REFUSED,
            "there are no %d free %s ports in a row on %s between %d and %d"
                .formatted(count, protocol, address, low, high)));
  }

  /// The kernel tells it in one read or not at all, which [Files#readString] doesn't know.
  private static String dynamic() throws IOException {
    try (InputStream file = Files.newInputStream(DYNAMIC)) {
      return new String(file.readNBytes(LINE_BYTES_MAX), StandardCharsets.US_ASCII);
    }
  }

  /// Looks upwards from one port to the highest, and then from the lowest.
  static OptionalInt search(IntPredicate free, int low, int high, int begin, int count) {
    OptionalInt above = search(free, begin, high, count);
    return above.isPresent()
        ? above
        : search(free, low, (int) Math.min(high, (long) begin + count - 2), count);
  }

  private static OptionalInt search(IntPredicate free, int low, int high, int count) {
    int first = low;
    for (int port = low; port <= high && (long) first + count - 1 <= high; port++) {
      if (!free.test(port)) {
        first = port + 1;
      } else if (port - first + 1 == count) {
        return OptionalInt.of(first);
      }
    }
    return OptionalInt.empty();
  }

  private static boolean isFree(InetAddress address, String protocol, int port) {
    var at = new InetSocketAddress(address, port);
    try (var socket = protocol.equals("udp") ? new DatagramSocket(at) : listening(at)) {
      return socket != null;
    } catch (IOException e) {
      return false;
    }
  }

  private static ServerSocket listening(InetSocketAddress at) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.bind(at, 1);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
