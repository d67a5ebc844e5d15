package argosy.domain.network;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A range of IPv4 addresses that have their first bits in common, such as `10.0.0.0/16`.
///
/// @param first the range's first address
/// @param prefix how many bits are common, 0 to 32
public record Cidr(Ipv4 first, int prefix) {

  public static final Cidr ANYWHERE = new Cidr(new Ipv4(0), 0);

  private static final int BITS = 32;
  private static final Pattern TEXT = Pattern.compile("(?<address>[0-9.]+)/(?<prefix>\\d{1,2})");

  public Cidr {
    if (prefix < 0 || prefix > BITS || (first.bits() & ~mask(prefix)) != 0) {
      throw new IllegalArgumentException("no range: " + first + "/" + prefix);
    }
  }

  private static int mask(int prefix) {
    return prefix == 0 ? 0 : -1 << (BITS - prefix);
  }

  /// Reads a range. Of an address inside of it, the range's first one is taken, as EC2 does.
  public static Optional<Cidr> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int prefix = Integer.parseInt(matcher.group("prefix"));
    return prefix > BITS
        ? Optional.empty()
        : Ipv4.parse(matcher.group("address"))
            .map(address -> new Cidr(new Ipv4(address.bits() & mask(prefix)), prefix));
  }

  /// How many addresses there are.
  public long size() {
    return 1L << (BITS - prefix);
  }

  public Ipv4 last() {
    return new Ipv4(first.bits() | ~mask(prefix));
  }

  public boolean contains(Ipv4 address) {
    return (address.bits() & mask(prefix)) == first.bits();
  }

  public boolean contains(Cidr other) {
    return other.prefix >= prefix && contains(other.first);
  }

  public boolean overlaps(Cidr other) {
    return contains(other) || other.contains(this);
  }

  @Override
  public String toString() {
    return first + "/" + prefix;
  }
}
