package argosy.wire.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A line to a server that can freeze: then nothing gets through any more, and neither side is
/// told.
final class FrozenLine implements AutoCloseable {
  private final ServerSocket entry = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  private final List<java.net.Socket> ends = new CopyOnWriteArrayList<>();
  private final int server;
  private volatile boolean frozen;

  /// @param server the port that it leads to
  FrozenLine(int server) throws IOException {
    this.server = server;
    Thread.ofVirtual().start(this::connect);
  }

  int port() {
    return entry.getLocalPort();
  }

  void freeze() {
    frozen = true;
  }

  private void connect() {
    try {
      while (true) {
        var client = entry.accept();
        var upstream = new java.net.Socket(InetAddress.getLoopbackAddress(), server);
        ends.addAll(List.of(client, upstream));
        Thread.ofVirtual().start(() -> carry(client, upstream));
        Thread.ofVirtual().start(() -> carry(upstream, client));
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  private void carry(java.net.Socket from, java.net.Socket to) {
    byte[] bytes = new byte[8_192];
    try {
      InputStream in = from.getInputStream();
      for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
        if (!frozen) {
          to.getOutputStream().write(bytes, 0, read);
        }
      }
    } catch (IOException e) {
      // Whoever ends it ends it: what is frozen isn't told, and else the test is over.
    }
  }

  @Override
  public void close() throws IOException {
    entry.close();
    for (java.net.Socket end : ends) {
      end.close();
    }
  }
}
