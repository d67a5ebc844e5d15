package argosy.agent.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.agent.resolver.HostResolvers;
import argosy.agent.resolver.VpcNames;
import argosy.agent.resolver.VpcResolver;
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
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// What tasks resolve. The host's own resolver is one in the world that knows a single name.
class ResolverTest {
  private static final InetSocketAddress RESOLVER = new InetSocketAddress("172.31.0.2", 53);
  private static final int PATIENCE_MILLIS = 20_000;

  /// As often as the host's own resolver may be too slow for the VPC's.
  private static final int ASKED_MAX = 10;

  private Lab lab;
  private LabTask task;
  private VpcResolver resolver;
  private DatagramSocket upstream;

  @BeforeEach
  void aResolver() throws IOException {
    lab = Lab.of(1);
    LabVpc vpc = new LabVpc(lab, 13).applied();
    task = vpc.task(0, "172.31.0.5", "sg-none");
    upstream =
        InNamespace.call(
            lab.between, () -> new DatagramSocket(new InetSocketAddress(Lab.WORLD, 53)));
    var others =
        new HostResolvers(
            lab.namespaces.getFirst(),
            List.of(new InetSocketAddress(Lab.WORLD, 53)),
            RandomGenerator.getDefault());
    resolver =
        VpcResolver.open(
            lab.fabrics.getFirst(),
            "vpc-13",
            vpc.view().resolver(),
            () -> VpcNames.of(vpc.view(), "us-east-1", _ -> Optional.empty()),
            others);
  }

  @AfterEach
  void nothingStays() throws IOException {
    if (resolver != null) {
      resolver.close();
      upstream.close();
    }
    if (lab != null) {
      lab.close();
    }
  }

  private Message overUdp(String name, int type) throws IOException {
    return InNamespace.call(
        task.namespace(),
        () -> {
          try (var socket = new DatagramSocket()) {
            byte[] query = query(name, type);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.send(new DatagramPacket(query, query.length, RESOLVER));
            var packet = new DatagramPacket(new byte[2_000], 2_000);
            socket.receive(packet);
            return new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
          }
        });
  }

  private static byte[] query(String name, int type) throws IOException {
    return Message.newQuery(Record.newRecord(Name.fromString(name), type, DClass.IN)).toWire();
  }

  private static List<String> values(Message answer) {
    return answer.getSection(Section.ANSWER).stream().map(Record::rdataToString).toList();
  }

  @Test
  void interfacesAreFoundOverUdpAndTcpWhateverTheirGroups() throws IOException {
    Message answer = overUdp("ip-172-31-0-5.ec2.internal.", Type.A);
    assertEquals(List.of("172.31.0.5"), values(answer));
    assertEquals(Rcode.NXDOMAIN, overUdp("x.ec2.internal.", Type.A).getRcode());
    Message overTcp =
        InNamespace.call(
            task.namespace(),
            () -> {
              try (var socket = new Socket()) {
                socket.connect(RESOLVER, PATIENCE_MILLIS);
                byte[] query = query("5.0.31.172.in-addr.arpa.", Type.PTR);
                var out = new DataOutputStream(socket.getOutputStream());
                out.writeShort(query.length);
                out.write(query);
                var in = new DataInputStream(socket.getInputStream());
                return new Message(in.readNBytes(in.readUnsignedShort()));
              }
            });
    assertEquals(List.of("ip-172-31-0-5.ec2.internal."), values(overTcp));
  }

  @Test
  void theHostsResolverIsAskedForTheRest() throws IOException {
    Thread.startVirtualThread(() -> answer());
    Message answer = overUdp("example.com.", Type.A);
    for (int asked = 1; answer.getRcode() == Rcode.SERVFAIL && asked < ASKED_MAX; asked++) {
      answer = overUdp("example.com.", Type.A);
    }
    assertEquals(List.of("192.0.2.1"), values(answer));
    upstream.close();
    Message failed = overUdp("example.com.", Type.A);
    assertEquals(Rcode.SERVFAIL, failed.getRcode());
    assertTrue(values(failed).isEmpty());
  }

  private void answer() {
    try {
      while (true) {
        var packet = new DatagramPacket(new byte[2_000], 2_000);
        upstream.receive(packet);
        var answer = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
        answer.getHeader().setFlag(Flags.QR);
        answer.addRecord(
            new ARecord(
                answer.getQuestion().getName(), DClass.IN, 60, InetAddress.ofLiteral("192.0.2.1")),
            Section.ANSWER);
        byte[] wire = answer.toWire();
        upstream.send(new DatagramPacket(wire, wire.length, packet.getSocketAddress()));
      }
    } catch (IOException _) {
      // closed: nobody is asked any more
    }
  }
}
