package argosy.agent.network;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Whether a link carries packets yet. The end of a pair that comes up first learns of the other
/// only when the kernel's watch of links gets round to it, and drops until then what it is to send:
/// the first answer to a new task, which costs a second. Who asks about the link has the kernel
/// look at once (since Linux 6.8; before, asking does no harm).
final class Carrier {
  private static final short GET_LINK = 18;
  private static final short REQUEST = 1;
  private static final short NAME = 3;
  private static final int ROUTES = 0;
  private static final int HEADER_BYTES = 16;
  private static final int LINK_BYTES = 16;
  private static final int ATTRIBUTE_BYTES = 4;
  private static final int ANSWER_BYTES_MAX = 32 * 1024;

  private Carrier() {}

  static void await(Namespace in, String link) throws IOException {
    InNamespace.call(
        in,
        () -> {
          int socket = Kernel.netlink(ROUTES);
          try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(ANSWER_BYTES_MAX);
            byte[] question = question(link);
            MemorySegment.copy(question, 0, buffer, ValueLayout.JAVA_BYTE, 0, question.length);
            Kernel.send(socket, buffer, question.length);
            return Kernel.receive(socket, buffer, ANSWER_BYTES_MAX);
          } finally {
            Kernel.close(socket);
          }
        });
  }

  private static byte[] question(String link) {
    byte[] name = (link + "\0").getBytes(StandardCharsets.US_ASCII);
    int attribute = ATTRIBUTE_BYTES + name.length;
    int bytes = HEADER_BYTES + LINK_BYTES + Netfilter.aligned(attribute);
    ByteBuffer message = ByteBuffer.allocate(bytes).order(ByteOrder.nativeOrder());
    message.putInt(bytes).putShort(GET_LINK).putShort(REQUEST);
    message.position(HEADER_BYTES + LINK_BYTES);
    message.putShort((short) attribute).putShort(NAME).put(name);
    return message.array();
  }
}
