package argosy.e2e;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// A program for a container: it sends each datagram back in capitals, until it is killed.
final class Echo {
  private static final int BYTES_MAX = 512;

  private Echo() {}

  /// @param args the port that it listens on
  public static void main(String[] args) throws IOException {
    try (var socket = new DatagramSocket(Integer.parseInt(args[0]))) {
      while (true) {
        var heard = new DatagramPacket(new byte[BYTES_MAX], BYTES_MAX);
        socket.receive(heard);
        byte[] answer = text(heard).toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        socket.send(new DatagramPacket(answer, answer.length, heard.getSocketAddress()));
      }
    }
  }

  static String text(DatagramPacket packet) {
    return new String(
        packet.getData(), packet.getOffset(), packet.getLength(), StandardCharsets.UTF_8);
  }
}
