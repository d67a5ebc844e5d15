package argosy.agent.network;

import argosy.wire.vpc.VpcInterface;
import argosy.wire.vpc.VpcMessage.VpcView;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What was let through before, and so passes. It must not outlive an interface: the next one with
/// its address would inherit its connections.
final class Connections {
  private static final int ATTRIBUTE_BYTES = 4;
  private static final int TYPE_MASK = 0x3fff;
  private static final int ORIGINAL = 1; // the tuple of who began; its addresses; from; to
  private static final int ADDRESSES = 1;
  private static final int FROM = 1; // and to, and both for IPv6
  private static final int TO6 = 4;

  private Connections() {}

  /// The addresses that no longer are the same interface's.
  static Set<InetAddress> ended(VpcView before, VpcView now) {
    Map<String, String> owners = owners(now);
    return owners(before).entrySet().stream()
        .filter(each -> !each.getValue().equals(owners.get(each.getKey())))
        .map(each -> InetAddress.ofLiteral(each.getKey()))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Map<String, String> owners(VpcView view) {
    Map<String, String> owners = new HashMap<>();
    for (Family family : Family.of(view)) {
      for (VpcInterface each : view.interfaces()) {
        family.address(each).ifPresent(own -> owners.put(own, each.id()));
      }
    }
    return owners;
  }

  /// Forgets all connections from and to these addresses.
  static void forget(Namespace vpc, Set<InetAddress> addresses) throws IOException {
    if (addresses.isEmpty()) {
      return;
    }
    InNamespace.call(
        vpc,
        () -> {
          try (var kernel = new Netfilter()) {
            for (ByteBuffer connection : kernel.connections()) {
              Optional<ByteBuffer> tuple = attribute(connection, ORIGINAL);
              if (tuple.isPresent()) {
                List<InetAddress> ends = ends(tuple.get());
                if (!Collections.disjoint(ends, addresses)) {
                  kernel.forget(bytes(tuple.get()), ends.getFirst());
                }
              }
            }
            return true;
          }
        });
  }

  /// The addresses in a tuple.
  private static List<InetAddress> ends(ByteBuffer tuple) throws IOException {
    var found = new ArrayList<InetAddress>();
    Optional<ByteBuffer> pair = attribute(content(tuple), ADDRESSES).map(Connections::content);
    for (int which = FROM; pair.isPresent() && which <= TO6; which++) {
      Optional<ByteBuffer> end = attribute(pair.get(), which).map(Connections::content);
      if (end.isPresent()) {
        byte[] address = new byte[end.get().remaining()];
        end.get().get(address);
        found.add(InetAddress.getByAddress(address));
      }
    }
    return found;
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
