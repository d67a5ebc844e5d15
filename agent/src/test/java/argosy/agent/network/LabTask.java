package argosy.agent.network;

import argosy.wire.vpc.VpcInterface;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/// A task of a lab: a namespace with an interface, and what a program in it could do.
///
/// @param family by which it talks
record LabTask(Namespace namespace, VpcInterface eni, Family family) {
  private static final int PASSES_MILLIS_MAX = 5_000;

  /// Within less than the kernel's second to try again: what was lost once is lost.
  private static final int DROPPED_MILLIS = 400;

  LabTask(Namespace namespace, VpcInterface eni) {
    this(namespace, eni, Family.IPV4);
  }

  /// The same one as it talks by IPv6.
  LabTask by6() {
    return new LabTask(namespace, eni, Family.IPV6);
  }

  String address() {
    return family.address(eni).orElseThrow();
  }

  ServerSocketChannel listens(int port) throws IOException {
    return InNamespace.call(
        namespace, () -> ServerSocketChannel.open().bind(new InetSocketAddress(address(), port)));
  }

  /// Whether a connection comes about that is expected to.
  boolean reaches(LabTask other, int port) throws IOException {
    return connects(other.address(), port, PASSES_MILLIS_MAX);
  }

  /// Whether a connection comes about that isn't expected to.
  boolean slipsTo(LabTask other, int port) throws IOException {
    return connects(other.address(), port, DROPPED_MILLIS);
  }

  boolean connects(String address, int port, int millisMax) throws IOException {
    return InNamespace.call(
        namespace,
        () -> {
          try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), millisMax);
            return true;
          } catch (SocketTimeoutException _) {
            return false;
          }
        });
  }

  /// Whether a connection from a false address comes about.
  boolean slipsFrom(String own, LabTask other, int port) throws IOException {
    return InNamespace.call(
        namespace,
        () -> {
          try (var socket = new Socket()) {
            socket.bind(new InetSocketAddress(own, 0));
            socket.connect(new InetSocketAddress(other.address(), port), DROPPED_MILLIS);
            return true;
          } catch (SocketTimeoutException _) {
            return false;
          }
        });
  }

  SocketChannel connect(LabTask other, int port) throws IOException {
    return InNamespace.call(
        namespace, () -> SocketChannel.open(new InetSocketAddress(other.address(), port)));
  }

  boolean pings(LabTask other, boolean expected) throws IOException {
    int millisMax = expected ? PASSES_MILLIS_MAX : DROPPED_MILLIS;
    return InNamespace.call(
        namespace,
        () -> {
          InetAddress address = InetAddress.getByName(other.address());
          return other.family == Family.IPV6
              ? address.isReachable(millisMax) // Java can't say by which link
              : address.isReachable(NetworkInterface.getByName(link()), 0, millisMax);
        });
  }

  private String link() {
    return namespace.toString().contains("-task.") ? "eth0" : LinkNames.ofHost(eni.id());
  }

  DatagramChannel datagrams(int port) throws IOException {
    return InNamespace.call(
        namespace, () -> DatagramChannel.open().bind(new InetSocketAddress(address(), port)));
  }

  /// Bytes go from one end to the other.
  static boolean carries(SocketChannel from, SocketChannel to) throws IOException {
    from.write(ByteBuffer.wrap(new byte[] {42}));
    to.socket().setSoTimeout(PASSES_MILLIS_MAX);
    return to.socket().getInputStream().read() == 42;
  }
}
