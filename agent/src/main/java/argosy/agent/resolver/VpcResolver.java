package argosy.agent.resolver;

import argosy.agent.network.Fabric;
import argosy.wire.vpc.Ipv4;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.WireParseException;

/// The resolver of a VPC on this host, at the third address of the VPC's range, over UDP and TCP.
/// It listens inside of the VPC's namespace, so only the VPC's own interfaces can ask.
public final class VpcResolver implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(VpcResolver.class);
  private static final int PORT = 53;
  private static final int QUERY_BYTES_MAX = 65_535;
  private static final int UDP_BYTES = 512;

  /// A connection that says nothing for so long is closed.
  private static final int IDLE_MILLIS = 10_000;

  /// Each waits for four seconds at most for others; what is beyond is dropped, and asked again.
  private static final int AT_ONCE_MAX = 256;

  private final DatagramSocket datagrams;
  private final ServerSocket streams;
  private final Supplier<VpcNames> names;
  private final HostResolvers others;
  private final Semaphore free = new Semaphore(AT_ONCE_MAX);

  private VpcResolver(
      DatagramSocket datagrams,
      ServerSocket streams,
      Supplier<VpcNames> names,
      HostResolvers others) {
    this.datagrams = datagrams;
    this.streams = streams;
    this.names = names;
    this.others = others;
  }

  /// Begins to answer.
  ///
  /// @param at the VPC's resolver's address
  /// @param names as they are now, whenever somebody asks
  public static VpcResolver open(
      Fabric fabric, String vpcId, Ipv4 at, Supplier<VpcNames> names, HostResolvers others)
      throws IOException {
    InetAddress address = InetAddress.ofLiteral(at.toString());
    VpcResolver resolver =
        fabric.inside(
            vpcId,
            () -> {
              var datagrams = new DatagramSocket(new InetSocketAddress(address, PORT));
              try {
                var streams = new ServerSocket(PORT, 0, address);
                return new VpcResolver(datagrams, streams, names, others);
              } catch (IOException e) {
                datagrams.close();
                throw e;
              }
            });
    Thread.startVirtualThread(resolver::hearDatagrams);
    Thread.startVirtualThread(resolver::hearStreams);
    return resolver;
  }

  private void hearDatagrams() {
    while (!datagrams.isClosed()) {
      try {
        var packet = new DatagramPacket(new byte[QUERY_BYTES_MAX], QUERY_BYTES_MAX);
        datagrams.receive(packet);
        byte[] query = Arrays.copyOf(packet.getData(), packet.getLength());
        limited(() -> {
          byte[] answer = answer(query, false);
          datagrams.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        });
      } catch (IOException e) {
        LOG.debug("a query is lost: {}", e.getMessage());
      }
    }
  }

  private void hearStreams() {
    while (!streams.isClosed()) {
      try {
        Socket socket = streams.accept();
        if (!limited(() -> hear(socket))) {
          socket.close();
        }
      } catch (IOException e) {
        LOG.debug("a connection is lost: {}", e.getMessage());
      }
    }
  }

  private void hear(Socket socket) throws IOException {
    try (socket) {
      socket.setSoTimeout(IDLE_MILLIS);
      var in = new DataInputStream(socket.getInputStream());
      var out = new DataOutputStream(socket.getOutputStream());
      while (true) {
        byte[] query = new byte[in.readUnsignedShort()];
        in.readFully(query);
        byte[] answer = answer(query, true);
        out.writeShort(answer.length);
        out.write(answer);
        out.flush();
      }
    }
  }

  private interface Act {
    void run() throws IOException;
  }

  private boolean limited(Act act) {
    if (!free.tryAcquire()) {
      return false;
    }
    Thread.startVirtualThread(() -> {
      try {
        act.run();
      } catch (IOException e) {
        LOG.debug("a query isn't answered: {}", e.getMessage());
      } finally {
        free.release();
      }
    });
    return true;
  }

  private byte[] answer(byte[] query, boolean stream) throws IOException {
    Message parsed;
    try {
      parsed = new Message(query);
    } catch (WireParseException e) {
      throw new IOException("not a query", e); // nobody to answer to for sure
    }
    Message own = Answers.of(parsed, names.get()).orElse(null);
    if (own != null) {
      return own.toWire(stream ? QUERY_BYTES_MAX : room(parsed));
    }
    try {
      return others.ask(query, stream);
    } catch (IOException e) {
      LOG.debug("nobody answers {}: {}", parsed.getQuestion(), e.getMessage());
      return Answers.failed(parsed, Rcode.SERVFAIL).toWire();
    }
  }

  /// What the client can take in one datagram.
  private static int room(Message query) {
    OPTRecord option = query.getOPT();
    return option == null ? UDP_BYTES : Math.max(UDP_BYTES, option.getPayloadSize());
  }

  @Override
  public void close() throws IOException {
    datagrams.close();
    streams.close();
  }
}
