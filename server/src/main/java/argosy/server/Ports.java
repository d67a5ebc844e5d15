package argosy.server;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/// Ports next to each other at which a task's containers listen.
///
/// @param protocol `tcp` or `udp`
/// @param to the last one; of a single port the same as `from`
record Ports(String protocol, int from, int to) {
  private static final String EVERYBODY = "0.0.0.0/0";
  private static final String ALL = "-1";

  /// What a new security group of the AWS console's opens.
  static final Ports WEB = new Ports("tcp", 80, 80);

  /// Those that a definition names.
  static List<Ports> of(TaskDefinition definition) {
    return definition.containerDefinitions().stream()
        .flatMap(container -> container.portMappings().stream())
        .map(Ports::of)
        .distinct()
        .toList();
  }

  /// Those that everybody is to reach: the web's where a definition names none.
  static List<Ports> open(TaskDefinition definition) {
    List<Ports> named = of(definition);
    return named.isEmpty() ? List.of(WEB) : named;
  }

  private static Ports of(PortMapping mapping) {
    String protocol = mapping.protocol() == null ? "tcp" : mapping.protocolAsString();
    @Nullable String range = mapping.containerPortRange();
    if (range == null) {
      return new Ports(protocol, mapping.containerPort(), mapping.containerPort());
    }
    int hyphen = range.indexOf('-');
    return new Ports(
        protocol,
        Integer.parseInt(range.substring(0, hyphen)),
        Integer.parseInt(range.substring(hyphen + 1)));
  }

  /// Those of them that rules don't open to everybody.
  static List<Ports> missing(List<Ports> wanted, List<IpPermission> rules) {
    return wanted.stream().filter(ports -> rules.stream().noneMatch(ports::isOpenedBy)).toList();
  }

  private boolean isOpenedBy(IpPermission rule) {
    boolean toAll = rule.ipRanges().stream().map(IpRange::cidrIp).anyMatch(EVERYBODY::equals);
    return toAll
        && (rule.ipProtocol().equals(ALL)
            || (rule.ipProtocol().equals(protocol)
                && rule.fromPort() <= from
                && rule.toPort() >= to));
  }

  /// The rule that opens them to everybody.
  IpPermission rule() {
    return IpPermission.builder()
        .ipProtocol(protocol)
        .fromPort(from)
        .toPort(to)
        .ipRanges(IpRange.builder().cidrIp(EVERYBODY).build())
        .build();
  }

  /// Where they are at an address.
  String at(String address) {
    return (protocol.equals("udp") ? "udp" : "http") + "://" + address + ":" + numbers();
  }

  private String numbers() {
    return from == to ? String.valueOf(from) : from + "-" + to;
  }

  @Override
  public String toString() {
    return protocol + " " + numbers();
  }

  /// As a sentence names them.
  static String words(List<Ports> ports) {
    return ports.stream().map(Ports::toString).collect(Collectors.joining(", "));
  }
}
