package argosy.agent.network;

import argosy.wire.vpc.Ipv4;
import argosy.wire.vpc.VpcInterface;
import argosy.wire.vpc.VpcMessage.VpcView;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What was let through before, and so passes. It must not outlive an interface: the next one with
/// its address would inherit its connections.
final class Connections {
  private static final int ATTRIBUTE_BYTES = 4;
  private static final int TYPE_MASK = 0x3fff;
  private static final int ORIGINAL = 1; // the tuple of who began; its addresses; from; to
  private static final int ADDRESSES = 1;
  private static final int FROM = 1;
  private static final int TO = 2;

  private Connections() {}

  /// The addresses that no longer are the same interface's.
  static Set<Ipv4> ended(VpcView before, VpcView now) {
    Map<Ipv4, String> owners = new HashMap<>();
    now.interfaces().forEach(each -> owners.put(each.address(), each.id()));
    var ended = new TreeSet<Ipv4>();
    for (VpcInterface each : before.interfaces()) {
      if (!each.id().equals(owners.get(each.address()))) {
        ended.add(each.address());
      }
    }
    return ended;
  }

  /// Forgets all connections from and to these addresses.
  static void forget(Namespace vpc, Set<Ipv4> addresses) throws IOException {
    if (addresses.isEmpty()) {
      return;
    }
    InNamespace.call(
        vpc,
        () -> {
          try (var kernel = new Netfilter()) {
            for (ByteBuffer connection : kernel.connections()) {
              byte[] tuple = attribute(connection, ORIGINAL).map(Connections::bytes).orElse(null);
              if (tuple != null && isOf(connection, addresses)) {
                kernel.forget(tuple);
              }
            }
            return true;
          }
        });
  }

  private static boolean isOf(ByteBuffer connection, Set<Ipv4> addresses) {
    Optional<ByteBuffer> pair =
        attribute(connection, ORIGINAL)
            .map(Connections::content)
            .flatMap(tuple -> attribute(tuple, ADDRESSES))
            .map(Connections::content);
    return address(pair, FROM).filter(addresses::contains).isPresent()
        || address(pair, TO).filter(addresses::contains).isPresent();
  }

  private static Optional<Ipv4> address(Optional<ByteBuffer> pair, int which) {
    return pair.flatMap(both -> attribute(both, which))
        .map(Connections::content)
        .filter(content -> content.remaining() == Integer.BYTES)
        .map(content -> new Ipv4(content.order(ByteOrder.BIG_ENDIAN).getInt(content.position())));
  }

  /// An attribute among others, with its head.
  private static Optional<ByteBuffer> attribute(ByteBuffer among, int type) {
    int at = among.position();
    while (among.limit() - at >= ATTRIBUTE_BYTES) {
      int bytes = Short.toUnsignedInt(among.getShort(at));
      if (bytes < ATTRIBUTE_BYTES || bytes > among.limit() - at) {
        return Optional.empty();
      }
      if ((among.getShort(at + 2) & TYPE_MASK) == type) {
        return Optional.of(among.slice(at, bytes).order(ByteOrder.nativeOrder()));
      }
      at += Netfilter.aligned(bytes);
    }
    return Optional.empty();
  }

  private static ByteBuffer content(ByteBuffer attribute) {
    return attribute
        .slice(ATTRIBUTE_BYTES, attribute.limit() - ATTRIBUTE_BYTES)
        .order(ByteOrder.nativeOrder());
  }

  /// As it is sent: its length a multiple of four.
  private static byte[] bytes(ByteBuffer attribute) {
    byte[] bytes = new byte[Netfilter.aligned(attribute.limit())];
    attribute.get(0, bytes, 0, attribute.limit());
    return bytes;
  }
}
