package argosy.agent.network;

import argosy.wire.vpc.Cidr;
import argosy.wire.vpc.Traffic;

/// Conditions of rules, in nft's words; each is empty, or ends with a space.
final class Match {
  private Match() {}

  static String traffic(Traffic traffic) {
    return switch (traffic.protocol()) {
      case Traffic.ALL_PROTOCOLS -> "";
      case Traffic.TCP -> ports("tcp", traffic);
      case Traffic.UDP -> ports("udp", traffic);
      case Traffic.ICMP -> icmp(traffic);
      default -> "meta l4proto " + traffic.protocol() + " ";
    };
  }

  static String from(Cidr range) {
    return range(range, "saddr");
  }

  static String to(Cidr range) {
    return range(range, "daddr");
  }

  private static String range(Cidr range, String end) {
    return range.prefix() == 0 ? "" : "ip " + end + " " + range + " ";
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

  private static String icmp(Traffic traffic) {
    if (traffic.from() < 0) {
      return "meta l4proto icmp ";
    }
    String type = "icmp type " + traffic.from() + " ";
    return traffic.to() < 0 ? type : type + "icmp code " + traffic.to() + " ";
  }
}
