package argosy.agent.network;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// Speaks to the kernel's tracking of connections in this thread's namespace, in the messages of
/// netlink. The distribution's program for it, `conntrack`, is on few hosts.
final class Netfilter implements AutoCloseable {
  static final int HEADER_BYTES = 16;
  private static final int FAMILY_BYTES = 4;
  private static final int PACKET_FILTER = 12;

  private static final int SUBSYSTEM = 1 << 8; // connections
  private static final int GET = 1;
  private static final int DELETE = 2;
  private static final int REQUEST = 1;
  private static final int ACKNOWLEDGE = 4;
  private static final int DUMP = 0x300;
  private static final int ERROR = 2;
  private static final int DONE = 3;
  private static final byte ANY = 0;
  private static final byte IPV4 = 2;
  private static final byte IPV6 = 10;

  /// What the kernel sends at once at most.
  private static final int BUFFER_BYTES = 64 * 1024;

  private final Arena arena = Arena.ofConfined();
  private final MemorySegment buffer = arena.allocate(BUFFER_BYTES);
  private final int socket;

  Netfilter() throws IOException {
    this.socket = Kernel.netlink(PACKET_FILTER);
  }

  /// The attributes of each connection that is tracked.
  List<ByteBuffer> connections() throws IOException {
    send(message(GET, REQUEST | DUMP, ANY, new byte[0]));
    List<ByteBuffer> found = new ArrayList<>();
    while (true) {
      ByteBuffer answer = receive();
      while (answer.remaining() >= HEADER_BYTES) {
        int start = answer.position();
        int bytes = answer.getInt(start);
        int type = Short.toUnsignedInt(answer.getShort(start + 4));
        if (type == DONE || bytes < HEADER_BYTES) {
          return found;
        }
        if (type == ERROR) {
          throw new IOException("the kernel lists no connections: " + error(answer, start));
        }
        int head = HEADER_BYTES + FAMILY_BYTES;
        found.add(answer.slice(start + head, bytes - head).order(ByteOrder.nativeOrder()));
        answer.position(Math.min(start + aligned(bytes), answer.limit()));
      }
    }
  }

  /// Forgets a connection; one that has ended meanwhile is not an error.
  ///
  /// @param tuple the attribute that says which one, as it was listed
  /// @param end an address in it
  void forget(byte[] tuple, InetAddress end) throws IOException {
    byte family = end instanceof Inet6Address ? IPV6 : IPV4;
    send(message(DELETE, REQUEST | ACKNOWLEDGE, family, tuple));
    receive();
  }

  static int aligned(int bytes) {
    return (bytes + 3) & ~3;
  }

  private static int error(ByteBuffer answer, int start) {
    return -answer.getInt(start + HEADER_BYTES);
  }

  private static byte[] message(int verb, int flags, byte family, byte[] attributes) {
    int bytes = HEADER_BYTES + FAMILY_BYTES + attributes.length;
    return ByteBuffer.allocate(bytes)
        .order(ByteOrder.nativeOrder())
        .putInt(bytes)
        .putShort((short) (SUBSYSTEM | verb))
        .putShort((short) flags)
        .putInt(1)
        .putInt(0)
        .put(family)
        .put((byte) 0)
        .putShort((short) 0)
        .put(attributes)
        .array();
  }

  private void send(byte[] message) throws IOException {
    MemorySegment.copy(message, 0, buffer, ValueLayout.JAVA_BYTE, 0, message.length);
    Kernel.send(socket, buffer, message.length);
  }

  private ByteBuffer receive() throws IOException {
    int bytes = Kernel.receive(socket, buffer, BUFFER_BYTES);
    byte[] copy = buffer.asSlice(0, bytes).toArray(ValueLayout.JAVA_BYTE);
    return ByteBuffer.wrap(copy).order(ByteOrder.nativeOrder());
  }

  @Override
  public void close() throws IOException {
    arena.close();
    Kernel.close(socket);
  }
}
