package argosy.agent.resolver;

import argosy.agent.network.InNamespace;
import argosy.agent.network.Namespace;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// The resolvers that a host uses itself. They are asked from the host's namespace, so a VPC that
/// nothing leads out of resolves names too, as with AWS.
public final class HostResolvers {
  private static final int PORT = 53;

  /// Each; a client's own patience is five seconds, and there are rarely more than two.
  private static final int WAIT_MILLIS = 2_000;

  private static final int ANSWER_BYTES_MAX = 65_535;
  private static final int HEADER_BYTES = 12;

  private final Namespace host;
  private final List<InetSocketAddress> resolvers;
  private final RandomGenerator random;

  public HostResolvers(Namespace host, List<InetSocketAddress> resolvers, RandomGenerator random) {
    this.host = host;
    this.resolvers = List.copyOf(resolvers);
    this.random = random;
  }

  /// Those that a file such as /etc/resolv.conf names.
  public static List<InetSocketAddress> in(Stream<String> lines) {
    return lines
        .map(line -> line.strip().split("\\s+", -1))
        .filter(words -> words.length > 1 && words[0].equals("nameserver"))
        .flatMap(words -> literal(words[1]))
        .map(address -> new InetSocketAddress(address, PORT))
        .toList();
  }

  private static Stream<InetAddress> literal(String address) {
    try {
      return Stream.of(InetAddress.ofLiteral(address));
    } catch (IllegalArgumentException _) {
      return Stream.of();
    }
  }

  /// Asks one after the other until one answers.
  ///
  /// @param query as it came
  /// @throws IOException if none does
  byte[] ask(byte[] query, boolean stream) throws IOException {
    IOException failed = new IOException("the host has no resolvers");
    for (InetSocketAddress resolver : resolvers) {
      try {
        return stream ? overTcp(query, resolver) : overUdp(query, resolver);
      } catch (IOException e) {
        failed = e;
      }
    }
    throw failed;
  }

  /// Under a number and from a port that strangers can't know, so they can't answer.
  private byte[] overUdp(byte[] query, InetSocketAddress resolver) throws IOException {
    byte[] sent = query.clone();
    sent[0] = (byte) random.nextInt();
    sent[1] = (byte) random.nextInt();
    try (DatagramSocket socket = InNamespace.call(host, () -> new DatagramSocket())) {
      socket.connect(resolver);
      socket.setSoTimeout(WAIT_MILLIS);
      socket.send(new DatagramPacket(sent, sent.length));
      var packet = new DatagramPacket(new byte[ANSWER_BYTES_MAX], ANSWER_BYTES_MAX);
      do {
        socket.receive(packet);
      } while (packet.getLength() < HEADER_BYTES
          || packet.getData()[0] != sent[0]
          || packet.getData()[1] != sent[1]);
      byte[] answer = Arrays.copyOf(packet.getData(), packet.getLength());
      answer[0] = query[0];
      answer[1] = query[1];
      return answer;
    }
  }

  private byte[] overTcp(byte[] query, InetSocketAddress resolver) throws IOException {
    try (Socket socket =
        InNamespace.call(
            host,
            () -> {
              var made = new Socket();
              made.bind(null); // which opens it, here
              return made;
            })) {
      socket.connect(resolver, WAIT_MILLIS);
      socket.setSoTimeout(WAIT_MILLIS);
      var out = new DataOutputStream(socket.getOutputStream());
      out.writeShort(query.length);
      out.write(query);
      out.flush();
      var in = new DataInputStream(socket.getInputStream());
      byte[] answer = new byte[in.readUnsignedShort()];
      in.readFully(answer);
      return answer;
    }
  }
}
