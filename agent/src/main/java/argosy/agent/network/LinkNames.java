package argosy.agent.network;

import argosy.wire.vpc.Ipv4;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/// What links are called, which follows from what they are for, so that another agent finds them.
/// The kernel allows 15 characters, an interface's id has 21: the name has its hash, and the link's
/// alias the id.
final class LinkNames {
  /// The way to the other hosts.
  static final String OTHERS = "vxlan0";

  /// The way out of the VPC.
  static final String OUT = "out0";

  /// The router's hardware address on every link: each has the link for itself.
  static final String ROUTER_MAC = "02:fb:00:00:00:01";

  /// The router's address of IPv6 on every link of an interface.
  static final String ROUTER6 = "fe80::1";

  /// How the hosts' ends of ways out begin. A host has other links too, so these say whose they
  /// are.
  static final String EXITS = "argx";

  private static final String HOSTS = "arge";

  private static final int HASH_BYTES = 9;
  private static final int HASH_DIGITS = 14;
  private static final int RADIX = 36;

  private LinkNames() {}

  /// The end of an interface in the VPC's namespace.
  static String ofInterface(String interfaceId) {
    return "e" + hash(interfaceId);
  }

  /// The end of the host's own interface in the host's namespace.
  static String ofHost(String interfaceId) {
    return HOSTS + hash(interfaceId).substring(HOSTS.length() - 1);
  }

  /// The host's end of the way out of a VPC.
  static String ofExit(String vpcId) {
    return EXITS + hash(vpcId).substring(EXITS.length() - 1);
  }

  /// The hardware address of a host's share of a VPC's router, which other hosts know so.
  static String macOf(Ipv4 host) {
    int bits = host.bits();
    return String.format(
        Locale.ROOT,
        "02:fa:%02x:%02x:%02x:%02x",
        bits >>> 24,
        (bits >>> 16) & 255,
        (bits >>> 8) & 255,
        bits & 255);
  }

  /// The address on its link of a host's share of a VPC's router; never fe80::1, the router's on
  /// the links of interfaces.
  static String linkLocalOf(Ipv4 host) {
    int bits = host.bits();
    return "fe80::%x:%x".formatted(bits >>> 16, bits & 0xffff);
  }

  /// 14 digits, of 69 bits: among 5,000 interfaces two have the same one in 2^45 VPCs.
  static String hash(String id) {
    try {
      byte[] whole =
          MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
      String digits = new BigInteger(1, whole, 0, HASH_BYTES).toString(RADIX);
      String padded = "0".repeat(HASH_DIGITS) + digits;
      return padded.substring(padded.length() - HASH_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
