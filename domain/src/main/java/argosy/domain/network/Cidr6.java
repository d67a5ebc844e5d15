package argosy.domain.network;

import java.util.Optional;

/// A range of IPv6 addresses that have their first bits in common, such as `2001:db8::/32`.
///
/// @param first the range's first address
/// @param prefix how many bits are common, 0 to 128
public record Cidr6(Ipv6 first, int prefix) {

  public static final Cidr6 ANYWHERE = new Cidr6(new Ipv6(0, 0), 0);

  public Cidr6 {
    if (prefix < 0 || prefix > Ipv6.BITS || !masked(first, prefix).equals(first)) {
      throw new IllegalArgumentException("no range: " + first + "/" + prefix);
    }
  }

  /// The range of a length that an address is in.
  public static Cidr6 around(Ipv6 address, int prefix) {
    return new Cidr6(masked(address, prefix), prefix);
  }

  private static Ipv6 masked(Ipv6 address, int prefix) {
    return new Ipv6(
        address.high() & mask(prefix), address.low() & mask(Math.max(0, prefix - Long.SIZE)));
  }

  /// Of one half of an address.
  private static long mask(int prefix) {
    return prefix == 0 ? 0 : -1L << Math.max(0, Long.SIZE - prefix);
  }

  /// Reads a range. Of an address inside of it, the range's first one is taken, as EC2 does.
  public static Optional<Cidr6> parse(String text) {
    int slash = text.indexOf('/');
    String bits = text.substring(slash + 1);
    if (slash < 0 || !bits.matches("\\d{1,3}") || Integer.parseInt(bits) > Ipv6.BITS) {
      return Optional.empty();
    }
    return Ipv6.parse(text.substring(0, slash))
        .map(address -> around(address, Integer.parseInt(bits)));
  }

  public boolean contains(Ipv6 address) {
    return masked(address, prefix).equals(first);
  }

  public boolean contains(Cidr6 other) {
    return other.prefix >= prefix && contains(other.first);
  }

  public boolean overlaps(Cidr6 other) {
    return contains(other) || other.contains(this);
  }

  @Override
  public String toString() {
    return first + "/" + prefix;
  }
}
