package argosy.agent.network;

import argosy.wire.vpc.Traffic;

/// Conditions of rules, in nft's words; each is empty, or ends with a space.
final class Match {
  private Match() {}

  static String traffic(Traffic traffic) {
    return switch (traffic.protocol()) {
      case Traffic.ALL_PROTOCOLS -> "";
      case Traffic.TCP -> ports("tcp", traffic);
      case Traffic.UDP -> ports("udp", traffic);
      case Traffic.ICMP -> types("icmp", traffic);
      case Traffic.ICMPV6 -> types("icmpv6", traffic);
      default -> "meta l4proto " + traffic.protocol() + " ";
    };
  }

  /// @param end `saddr` or `daddr`
  /// @param range of the family's addresses; even if it has all, packets of others don't match
  static String range(Family family, String end, String range) {
    return range.equals(family.anywhere)
        ? family.match()
        : family.header() + " " + end + " " + range + " ";
  }

  private static String ports(String protocol, Traffic traffic) {
    if (traffic.everyPort()) {
      return "meta l4proto " + protocol + " ";
    }
    String ports =
        traffic.from() == traffic.to()
            ? String.valueOf(traffic.from())
            : traffic.from() + "-" + traffic.to();
    return protocol + " dport " + ports + " ";
  }

  private static String types(String protocol, Traffic traffic) {
    if (traffic.from() < 0) {
      return "meta l4proto " + protocol + " ";
    }
    String type = protocol + " type " + traffic.from() + " ";
    return traffic.to() < 0 ? type : type + protocol + " code " + traffic.to() + " ";
  }
}
