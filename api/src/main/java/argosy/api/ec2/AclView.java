package argosy.api.ec2;

import argosy.api.Context;
import argosy.domain.network.Cidr;
import argosy.domain.network.Cidr6;
import argosy.domain.network.NetworkAcl;
import argosy.domain.network.NetworkErrors;
import argosy.wire.Answer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.IcmpTypeCode;
import software.amazon.awssdk.services.ec2.model.NetworkAclAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkAclEntry;
import software.amazon.awssdk.services.ec2.model.PortRange;

/// How network ACLs look in answers, and entries in requests.
final class AclView {
  private static final int PROTOCOL_MAX = 255;
  private static final Map<String, String> NUMBERS =
      Map.of("tcp", "6", "udp", "17", "icmp", "1", "icmpv6", "58", "all", "-1");
  private static final Set<String> WITH_PORTS = Set.of("6", "17");
  private static final Set<String> ICMP = Set.of("1", "58");

  private AclView() {}

  static software.amazon.awssdk.services.ec2.model.NetworkAcl of(NetworkAcl acl) {
    return software.amazon.awssdk.services.ec2.model.NetworkAcl.builder()
        .networkAclId(acl.id())
        .vpcId(acl.vpc())
        .ownerId(acl.account())
        .isDefault(acl.defaultAcl())
        .entries(acl.entries().stream().map(AclView::entry).toList())
        .associations(
            acl.associations().stream()
                .map(it ->
                    NetworkAclAssociation.builder()
                        .networkAclAssociationId(it.id())
                        .networkAclId(acl.id())
                        .subnetId(it.subnet())
                        .build())
                .toList())
        .tags(Tagging.view(acl.tags()))
        .build();
  }

  private static NetworkAclEntry entry(NetworkAcl.Entry entry) {
    boolean six = entry.range().contains(":");
    NetworkAcl.@Nullable Pair ports = entry.ports();
    NetworkAcl.@Nullable Pair icmp = entry.icmp();
    return NetworkAclEntry.builder()
        .ruleNumber(entry.number())
        .egress(entry.egress())
        .protocol(entry.protocol())
        .ruleAction(action(entry))
        .cidrBlock(six ? null : entry.range())
        .ipv6CidrBlock(six ? entry.range() : null)
        .portRange(
            ports == null
                ? null
                : PortRange.builder().from(ports.first()).to(ports.second()).build())
        .icmpTypeCode(
            icmp == null
                ? null
                : IcmpTypeCode.builder().type(icmp.first()).code(icmp.second()).build())
        .build();
  }

  static String action(NetworkAcl.Entry entry) {
    return entry.allows() ? "allow" : "deny";
  }

  /// What filters find: ranges of one version.
  static Function<NetworkAcl, Stream<?>> ranges(String mark) {
    return acl ->
        acl.entries().stream().map(NetworkAcl.Entry::range).filter(it -> it.contains(mark));
  }

  /// What a request says of an entry.
  record Said(
      int number,
      boolean egress,
      String protocol,
      String action,
      @Nullable String cidr,
      @Nullable String ipv6,
      @Nullable PortRange ports,
      @Nullable IcmpTypeCode icmp) {}

  static Answer entry(Said said, Function<NetworkAcl.Entry, Answer> then) {
    String word = said.protocol().toLowerCase(Locale.ROOT);
    String protocol = NUMBERS.getOrDefault(word, word);
    if (!protocol.equals("-1")
        && !(protocol.matches("\\d{1,3}") && Integer.parseInt(protocol) <= PROTOCOL_MAX)) {
      return Context.refuse(
          NetworkErrors.invalid("Invalid value '" + said.protocol() + "' for IP protocol."));
    }
    if (!said.action().equals("allow") && !said.action().equals("deny")) {
      return Context.refuse(
          NetworkErrors.invalid("Invalid value '" + said.action() + "' for ruleAction."));
    }
    Optional<String> range =
        said.cidr() == null
            ? Optional.ofNullable(said.ipv6()).flatMap(Cidr6::parse).map(Cidr6::toString)
            : Cidr.parse(said.cidr()).map(Cidr::toString);
    if (range.isEmpty()) {
      return Context.refuse(NetworkErrors.malformedRange(said.cidr() + ", " + said.ipv6()));
    }
    NetworkAcl.@Nullable Pair ports = ports(said, protocol);
    NetworkAcl.@Nullable Pair icmp = icmp(said, protocol);
    if ((WITH_PORTS.contains(protocol) && ports == null)
        || (ICMP.contains(protocol) && icmp == null)) {
      return Context.refuse(
          NetworkErrors.missing(ICMP.contains(protocol) ? "icmpTypeCode" : "portRange"));
    }
    return then.apply(
        new NetworkAcl.Entry(
            said.number(),
            said.egress(),
            protocol,
            said.action().equals("allow"),
            range.get(),
            ports,
            icmp));
  }

  private static NetworkAcl.@Nullable Pair ports(Said said, String protocol) {
    @Nullable PortRange ports = said.ports();
    return ports == null
            || ports.from() == null
            || ports.to() == null
            || !WITH_PORTS.contains(protocol)
        ? null
        : new NetworkAcl.Pair(ports.from(), ports.to());
  }

  private static NetworkAcl.@Nullable Pair icmp(Said said, String protocol) {
    @Nullable IcmpTypeCode icmp = said.icmp();
    return icmp == null || icmp.type() == null || icmp.code() == null || !ICMP.contains(protocol)
        ? null
        : new NetworkAcl.Pair(icmp.type(), icmp.code());
  }
}
