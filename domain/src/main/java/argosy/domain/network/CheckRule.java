package argosy.domain.network;

import argosy.domain.error.EcsError;
import argosy.domain.network.SecurityGroupRule.Peer;
import argosy.domain.network.SecurityGroupRule.Traffic;
import argosy.domain.state.Picture;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads what a caller says of a rule as EC2 keeps it: protocols by their names, ranges by their
/// first addresses.
public final class CheckRule {
  private static final int PORT_MAX = 65_535;
  private static final int PROTOCOL_MAX = 255;
  private static final int ICMP_MAX = 255;
  private static final Map<String, String> NAMES =
      Map.of("6", "tcp", "17", "udp", "1", "icmp", "58", "icmpv6", "all", "-1");

  private CheckRule() {}

  /// A rule that isn't there yet.
  ///
  /// @param protocol a name or a number of IP; null is all
  public record Said(
      @Nullable String protocol,
      @Nullable Integer fromPort,
      @Nullable Integer toPort,
      Peer peer,
      String description) {}

  /// The rule as it would be kept, or what is wrong with it.
  sealed interface Checked {
    record Right(Traffic traffic, Peer peer, String description) implements Checked {}

    record Wrong(EcsError error) implements Checked {}
  }

  static Checked of(Picture picture, Said said) {
    String word = said.protocol() == null ? "-1" : said.protocol().toLowerCase(Locale.ROOT);
    String protocol = NAMES.getOrDefault(word, word);
    int from = said.fromPort() == null ? -1 : said.fromPort();
    int to = said.toPort() == null ? -1 : said.toPort();
    Optional<EcsError> wrong =
        switch (protocol) {
          case "-1" -> Optional.empty();
          case "tcp", "udp" -> ports(said, from, to);
          case "icmp", "icmpv6" -> icmp(from, to);
          default -> number(protocol);
        };
    wrong = wrong.or(() -> CreateSecurityGroup.text("Description", said.description()));
    if (wrong.isPresent()) {
      return new Checked.Wrong(wrong.get());
    }
    boolean withPorts = !protocol.equals("-1");
    var traffic = new Traffic(protocol, withPorts ? from : -1, withPorts ? to : -1);
    return peer(picture, said, traffic);
  }

  private static Checked peer(Picture picture, Said said, Traffic traffic) {
    String value = said.peer().value();
    Optional<String> kept =
        switch (said.peer().type()) {
          case IPV4 -> Cidr.parse(value).map(Cidr::toString);
          case IPV6 -> Cidr6.parse(value).map(Cidr6::toString);
          case GROUP -> SecurityGroup.find(picture, value).map(SecurityGroup::id);
          case PREFIX_LIST -> Optional.of(value).filter(id -> id.startsWith("pl-"));
        };
    if (kept.isPresent()) {
      return new Checked.Right(
          traffic, new Peer(said.peer().type(), kept.get()), said.description());
    }
    return new Checked.Wrong(
        switch (said.peer().type()) {
          case IPV4, IPV6 -> NetworkErrors.invalid("CIDR block " + value + " is malformed");
          case GROUP -> NetworkErrors.noGroup(value);
          case PREFIX_LIST ->
              NetworkErrors.notFound("InvalidPrefixListID", "prefix list ID", value);
        });
  }

  private static Optional<EcsError> ports(Said said, int from, int to) {
    if (said.fromPort() == null || said.toPort() == null) {
      return Optional.of(
          NetworkErrors.invalid(
              "Invalid value 'Must specify both from and to ports with TCP/UDP.'"
                  + " for portRange."));
    }
    return ports(from, to);
  }

  /// What is wrong with the first and the last port.
  static Optional<EcsError> ports(int from, int to) {
    boolean all = from == -1 && to == -1;
    return all || (0 <= from && from <= to && to <= PORT_MAX)
        ? Optional.empty()
        : Optional.of(
            NetworkErrors.invalid("Invalid TCP/UDP port range (" + from + ":" + to + ")"));
  }

  static Optional<EcsError> icmp(int type, int code) {
    return type < -1 || type > ICMP_MAX || code < -1 || code > ICMP_MAX
        ? Optional.of(
            NetworkErrors.invalid("ICMP code (" + code + ") or type (" + type + ") out of range"))
        : Optional.empty();
  }

  private static Optional<EcsError> number(String protocol) {
    boolean right = protocol.matches("\\d{1,3}") && Integer.parseInt(protocol) <= PROTOCOL_MAX;
    return right
        ? Optional.empty()
        : Optional.of(
            new EcsError.Ec2(
                "InvalidPermission.Malformed",
                "Unsupported IP protocol \""
                    + protocol
                    + "\" - supported: [tcp, udp, icmp,"
                    + " icmpv6, -1, 0 to 255]"));
  }
}
