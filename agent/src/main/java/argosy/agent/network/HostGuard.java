package argosy.agent.network;

import argosy.wire.vpc.Ipv4;
import java.util.Collection;
import java.util.stream.Collectors;

/// Keeps everybody but the other hosts from the port at which packets of VPCs arrive: who could
/// send there could send as anybody in any VPC. Containers that leave through their host look like
/// it, so no host forwards anything to that port, but between hosts that are on this machine: they
/// have each sorted out their own, and the bridge between them may count as forwarding.
///
/// A host on whose network strangers can send under false addresses needs more than this.
final class HostGuard {
  private static final String TABLE = "inet argosy_hosts";

  /// The links between hosts on this machine.
  private static final String BRIDGES = "argosy*";

  private HostGuard() {}

  /// Lets these hosts in, beside those that were let in before.
  static String adding(Collection<Ipv4> hosts) {
    return made() + elements(hosts);
  }

  /// Lets these hosts in and no others.
  static String exactly(Collection<Ipv4> hosts) {
    return made() + "flush set " + TABLE + " known\n" + elements(hosts);
  }

  static String gone() {
    return "add table " + TABLE + "\ndelete table " + TABLE + "\n";
  }

  private static String made() {
    String port = "udp dport " + VpcNamespace.PORT;
    return """
    add table %1$s
    add set %1$s known { type ipv4_addr; }
    add chain %1$s come { type filter hook input priority filter; policy accept; }
    add chain %1$s pass { type filter hook forward priority filter; policy accept; }
    flush chain %1$s come
    flush chain %1$s pass
    add rule %1$s come %2$s ip saddr != @known drop
    add rule %1$s come %2$s meta nfproto ipv6 drop
    add rule %1$s pass iifname "%3$s" oifname "%3$s" accept
    add rule %1$s pass %2$s drop
    """
        .formatted(TABLE, port, BRIDGES);
  }

  private static String elements(Collection<Ipv4> hosts) {
    return hosts.isEmpty()
        ? ""
        : "add element "
            + TABLE
            + " known { "
            + hosts.stream().map(Ipv4::toString).collect(Collectors.joining(", "))
            + " }\n";
  }
}
