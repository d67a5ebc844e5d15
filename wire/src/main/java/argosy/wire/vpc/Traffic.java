package argosy.wire.vpc;

/// Which packets a rule is about.
///
/// @param protocol its number, as in the IP header; -1: all
/// @param from the first port; of ICMP, of IPv6 too, the type, -1: all types
/// @param to the last port; of ICMP the code, -1: all codes
public record Traffic(int protocol, int from, int to) {
  public static final int ALL_PROTOCOLS = -1;
  public static final int ICMP = 1;
  public static final int TCP = 6;
  public static final int UDP = 17;
  public static final int ICMPV6 = 58;

  public static final Traffic ALL = new Traffic(ALL_PROTOCOLS, -1, -1);

  private static final int PROTOCOL_MAX = 255;
  private static final int PORT_MAX = 65_535;

  public Traffic {
    if (protocol < ALL_PROTOCOLS || protocol > PROTOCOL_MAX) {
      throw new IllegalArgumentException("not a protocol: " + protocol);
    }
    if (hasPorts(protocol) && (from < -1 || to > PORT_MAX || from > to)) {
      throw new IllegalArgumentException("not ports: " + from + "-" + to);
    }
    if (hasTypes(protocol) && (from < -1 || from > PROTOCOL_MAX || to < -1 || to > PROTOCOL_MAX)) {
      throw new IllegalArgumentException("not a type and code of ICMP: " + from + ", " + to);
    }
  }

  public static Traffic tcp(int port) {
    return new Traffic(TCP, port, port);
  }

  public static Traffic udp(int port) {
    return new Traffic(UDP, port, port);
  }

  public static Traffic icmp() {
    return new Traffic(ICMP, -1, -1);
  }

  public boolean everything() {
    return protocol == ALL_PROTOCOLS;
  }

  public boolean hasPorts() {
    return hasPorts(protocol);
  }

  /// Whether it is about a protocol with ports, and about all of them.
  public boolean everyPort() {
    return from == -1 || (from == 0 && to == PORT_MAX);
  }

  /// Whether it is about a protocol with types and codes.
  public boolean hasTypes() {
    return hasTypes(protocol);
  }

  private static boolean hasTypes(int protocol) {
    return protocol == ICMP || protocol == ICMPV6;
  }

  private static boolean hasPorts(int protocol) {
    return protocol == TCP || protocol == UDP;
  }
}
