package argosy.agent.resolver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.wire.vpc.Cidr;
import argosy.wire.vpc.Ipv4;
import argosy.wire.vpc.VpcInterface;
import argosy.wire.vpc.VpcMessage.VpcView;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class AnswersTest {
  private static final VpcView VIEW =
      new VpcView(
          "vpc-1",
          1,
          1,
          List.of(Cidr.of("172.31.0.0/16")),
          List.of(),
          List.of(
              new VpcInterface(
                  "eni-1",
                  Ipv4.of("172.31.0.5"),
                  "02:00:00:00:00:01",
                  List.of(),
                  "subnet-1",
                  null,
                  true,
                  null)),
          List.of());

  private static final VpcNames NAMES =
      VpcNames.of(
          VIEW,
          "us-east-1",
          name ->
              name.equals("web.local")
                  ? Optional.of(List.of(Ipv4.of("172.31.0.5"), Ipv4.of("172.31.0.6")))
                  : Optional.empty());

  private static Message query(String name, int type, int dclass) throws IOException {
    return Message.newQuery(Record.newRecord(Name.fromString(name), type, dclass));
  }

  private static Message answer(String name, int type) throws IOException {
    Message query = query(name, type, DClass.IN);
    Message answer = Answers.of(query, NAMES).orElseThrow();
    assertEquals(query.getHeader().getID(), answer.getHeader().getID());
    assertTrue(answer.getHeader().getFlag(Flags.QR));
    assertTrue(answer.getHeader().getFlag(Flags.RA));
    assertEquals(query.getQuestion(), answer.getQuestion());
    return new Message(answer.toWire());
  }

  private static List<String> values(Message answer) {
    return answer.getSection(Section.ANSWER).stream().map(Record::rdataToString).toList();
  }

  @Test
  void interfacesHaveNamesBothWays() throws IOException {
    assertEquals(List.of("172.31.0.5"), values(answer("IP-172-31-0-5.ec2.internal.", Type.A)));
    assertEquals(
        List.of("ip-172-31-0-5.ec2.internal."),
        values(answer("5.0.31.172.in-addr.arpa.", Type.PTR)));
    assertEquals(List.of("172.31.0.5", "172.31.0.6"), values(answer("web.local.", Type.A)));
  }

  @Test
  void whatTheVpcWouldKnowAndDoesNotIsNobodys() throws IOException {
    for (Message answer :
        List.of(
            answer("ip-172-31-0-9.ec2.internal.", Type.A),
            answer("9.0.31.172.in-addr.arpa.", Type.PTR))) {
      assertEquals(Rcode.NXDOMAIN, answer.getRcode());
      assertEquals(1, answer.getSection(Section.AUTHORITY).size());
    }
  }

  @Test
  void aNameWithoutWhatIsAskedForIsNotNobodys() throws IOException {
    Message answer = answer("ip-172-31-0-5.ec2.internal.", Type.AAAA);
    assertEquals(Rcode.NOERROR, answer.getRcode());
    assertEquals(List.of(), values(answer));
    assertEquals(1, answer.getSection(Section.AUTHORITY).size());
    assertEquals(Rcode.NOERROR, answer("ec2.internal.", Type.A).getRcode());
  }

  @Test
  void othersAreAskedForTheRest() throws IOException {
    for (String name : List.of("example.com.", "1.1.1.1.in-addr.arpa.", "31.172.in-addr.arpa.")) {
      assertEquals(Optional.empty(), Answers.of(query(name, Type.A, DClass.IN), NAMES), name);
    }
  }

  @Test
  void whatIsNoPlainQuestionIsRefused() throws IOException {
    assertEquals(
        Rcode.REFUSED,
        Answers.of(query("version.bind.", Type.TXT, DClass.CH), NAMES).orElseThrow().getRcode());
    assertEquals(
        Rcode.REFUSED,
        Answers.of(query("ec2.internal.", Type.AXFR, DClass.IN), NAMES).orElseThrow().getRcode());
    var update = new Message();
    update.getHeader().setOpcode(Opcode.UPDATE);
    assertEquals(Rcode.NOTIMP, Answers.of(update, NAMES).orElseThrow().getRcode());
    var empty = new Message();
    assertEquals(Rcode.FORMERR, Answers.of(empty, NAMES).orElseThrow().getRcode());
    assertFalse(
        Answers.failed(update, Rcode.NOTIMP).getHeader().getFlag(Flags.AA), "it knows nothing");
  }

  @Test
  void otherRegionsHaveAnotherZone() {
    assertEquals(
        "eu-central-1.compute.internal",
        VpcNames.of(VIEW, "eu-central-1", _ -> Optional.empty()).zone());
  }

  @Test
  void theHostsResolversAreThoseOfItsFile() {
    assertEquals(
        List.of(new InetSocketAddress("10.0.0.2", 53), new InetSocketAddress("2001:db8::1", 53)),
        HostResolvers.in(
            Stream.of(
                "# nameserver 9.9.9.9",
                "search x",
                " nameserver  10.0.0.2 ",
                "nameserver 2001:db8::1",
                "nameserver not.an.address",
                "nameserver")));
  }
}
