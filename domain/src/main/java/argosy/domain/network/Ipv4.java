package argosy.domain.network;

import java.util.Optional;

/// An IPv4 address.
///
/// @param bits its four bytes, the first one highest
public record Ipv4(int bits) implements Comparable<Ipv4> {
  private static final int BYTES = 4;
  private static final int BYTE_MAX = 255;
  private static final int DIGITS_MAX = 3;

  /// Reads four numbers between dots, without zeros in front.
  public static Optional<Ipv4> parse(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != BYTES) {
      return Optional.empty();
    }
    int bits = 0;
    for (String part : parts) {
      int value = value(part);
      if (value < 0) {
        return Optional.empty();
      }
      bits = (bits << 8) | value;
    }
    return Optional.of(new Ipv4(bits));
  }

  /// Less than zero if it is none.
  private static int value(String part) {
    boolean digits =
        !part.isEmpty()
            && part.length() <= DIGITS_MAX
            && part.chars().allMatch(c -> c >= '0' && c <= '9')
            && (part.length() == 1 || part.charAt(0) != '0');
    int value = digits ? Integer.parseInt(part) : -1;
    return value > BYTE_MAX ? -1 : value;
  }

  public Ipv4 plus(int addresses) {
    return new Ipv4(bits + addresses);
  }

  /// @param at 0 is the first
  public int octet(int at) {
    return (bits >>> (8 * (BYTES - 1 - at))) & BYTE_MAX;
  }

  @Override
  public int compareTo(Ipv4 other) {
    return Integer.compareUnsigned(bits, other.bits);
  }

  @Override
  public String toString() {
    return octet(0) + "." + octet(1) + "." + octet(2) + "." + octet(3);
  }
}
