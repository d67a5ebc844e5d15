package argosy.agent.resolver;

import argosy.wire.vpc.Ipv4;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/// What a VPC's resolver answers by itself.
final class Answers {
  /// As AWS's: interfaces come and go.
  private static final long TTL_SECONDS = 60;

  /// What is sure to get through in one piece (DNS flag day 2020).
  private static final int PAYLOAD_BYTES = 1_232;

  /// Four parts of an address, `in-addr`, `arpa` and the root.
  private static final int REVERSE_LABELS = 7;

  private Answers() {}

  /// The answer, or nothing if others have to be asked.
  static Optional<Message> of(Message query, VpcNames names) {
    List<Record> questions = query.getSection(Section.QUESTION);
    if (query.getHeader().getOpcode() != Opcode.QUERY) {
      return Optional.of(failed(query, Rcode.NOTIMP));
    }
    if (questions.size() != 1) {
      return Optional.of(failed(query, Rcode.FORMERR));
    }
    Record question = questions.getFirst();
    if (question.getDClass() != DClass.IN) {
      return Optional.of(failed(query, Rcode.REFUSED));
    }
    if (question.getType() == Type.AXFR || question.getType() == Type.IXFR) {
      return Optional.of(failed(query, Rcode.REFUSED));
    }
    Optional<Ipv4> reverse = address(question.getName());
    if (reverse.isPresent()) {
      return reverse.filter(names::owns).map(address -> name(query, address, names));
    }
    return addresses(query, names);
  }

  private static Optional<Message> addresses(Message query, VpcNames names) {
    Name name = query.getQuestion().getName();
    String text = name.toString(true);
    Optional<List<Ipv4>> found = names.addressesOf(text);
    if (found.isEmpty() && !names.owns(text)) {
      return Optional.empty();
    }
    Message answer = begun(query);
    boolean asked = asks(query, Type.A);
    if (asked) {
      for (Ipv4 address : found.orElse(List.of())) {
        answer.addRecord(new ARecord(name, DClass.IN, TTL_SECONDS, inet(address)), Section.ANSWER);
      }
    }
    if (found.isEmpty() && !text.equalsIgnoreCase(names.zone())) {
      answer.getHeader().setRcode(Rcode.NXDOMAIN);
    }
    return Optional.of(ended(answer, absolute(names.zone())));
  }

  private static Message name(Message query, Ipv4 address, VpcNames names) {
    Message answer = begun(query);
    Optional<String> found = names.nameOf(address);
    if (found.isEmpty()) {
      answer.getHeader().setRcode(Rcode.NXDOMAIN);
    } else if (asks(query, Type.PTR)) {
      Name name = query.getQuestion().getName();
      answer.addRecord(
          new PTRRecord(name, DClass.IN, TTL_SECONDS, absolute(found.get())), Section.ANSWER);
    }
    return ended(answer, new Name(query.getQuestion().getName(), 1));
  }

  private static boolean asks(Message query, int type) {
    int asked = query.getQuestion().getType();
    return asked == type || asked == Type.ANY;
  }

  /// Without an answer it says how long that may be remembered.
  private static Message ended(Message answer, Name zone) {
    if (answer.getSection(Section.ANSWER).isEmpty()) {
      answer.addRecord(
          new SOARecord(
              zone, DClass.IN, TTL_SECONDS, zone, zone, 1, 3_600, 900, 604_800, TTL_SECONDS),
          Section.AUTHORITY);
    }
    return answer;
  }

  /// An answer that says what went wrong.
  static Message failed(Message query, int rcode) {
    Message answer = begun(query);
    answer.getHeader().unsetFlag(Flags.AA);
    answer.getHeader().setRcode(rcode);
    return answer;
  }

  private static Message begun(Message query) {
    var answer = new Message(query.getHeader().getID());
    answer.getHeader().setOpcode(query.getHeader().getOpcode());
    answer.getHeader().setFlag(Flags.QR);
    answer.getHeader().setFlag(Flags.AA);
    answer.getHeader().setFlag(Flags.RA);
    if (query.getHeader().getFlag(Flags.RD)) {
      answer.getHeader().setFlag(Flags.RD);
    }
    query
        .getSection(Section.QUESTION)
        .forEach(question -> answer.addRecord(question, Section.QUESTION));
    if (query.getOPT() != null) {
      answer.addRecord(new OPTRecord(PAYLOAD_BYTES, 0, 0), Section.ADDITIONAL);
    }
    return answer;
  }

  /// The address that a name of in-addr.arpa stands for; empty for other names, and for parts of
  /// addresses.
  private static Optional<Ipv4> address(Name name) {
    if (name.labels() != REVERSE_LABELS) {
      return Optional.empty();
    }
    try {
      InetAddress address = ReverseMap.fromName(name);
      String text = address.getHostAddress();
      return text.indexOf(':') < 0 ? Optional.of(Ipv4.of(text)) : Optional.empty();
    } catch (UnknownHostException _) {
      return Optional.empty();
    }
  }

  private static InetAddress inet(Ipv4 address) {
    int bits = address.bits();
    byte[] bytes = {(byte) (bits >>> 24), (byte) (bits >>> 16), (byte) (bits >>> 8), (byte) bits};
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e); // four bytes are always an address
    }
  }

  private static Name absolute(String name) {
    try {
      return Name.fromString(name, Name.root);
    } catch (TextParseException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
