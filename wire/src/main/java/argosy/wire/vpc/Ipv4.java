package argosy.wire.vpc;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// An address of IPv4; on the wire as people write it, `172.31.0.5`.
///
/// @param bits most significant first
public record Ipv4(int bits) implements Comparable<Ipv4> {
  private static final int PARTS = 4;
  private static final int DIGITS_MAX = 3;
  private static final int PART_MAX = 255;

  /// @throws IllegalArgumentException if the text is no address
  @JsonCreator
  public static Ipv4 of(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != PARTS) {
      throw new IllegalArgumentException("not an IPv4 address: " + text);
    }
    int bits = 0;
    for (String part : parts) {
      bits = (bits << 8) | part(part, text);
    }
    return new Ipv4(bits);
  }

  private static int part(String part, String text) {
    boolean digits = part.chars().allMatch(each -> each >= '0' && each <= '9');
    if (part.isEmpty() || part.length() > DIGITS_MAX || !digits) {
      throw new IllegalArgumentException("not an IPv4 address: " + text);
    }
    int value = Integer.parseInt(part);
    if (value > PART_MAX) {
      throw new IllegalArgumentException("not an IPv4 address: " + text);
    }
    return value;
  }

  /// The address so many after this one.
  public Ipv4 plus(int count) {
    return new Ipv4(bits + count);
  }

  @Override
  public int compareTo(Ipv4 other) {
    return Integer.compareUnsigned(bits, other.bits);
  }

  @JsonValue
  @Override
  public String toString() {
    return (bits >>> 24)
        + "."
        + ((bits >>> 16) & 255)
        + "."
        + ((bits >>> 8) & 255)
        + "."
        + (bits & 255);
  }
}
