package argosy.wire.vpc;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A range of addresses of IPv6; on the wire as people write it, `fd61:7267:0:100::/56`.
///
/// @param first its lowest address
/// @param prefix how many leading bits all have in common, 0 to 128
public record Cidr6(Ipv6 first, int prefix) implements Comparable<Cidr6> {
  public static final Cidr6 ANYWHERE = new Cidr6(Ipv6.of("::"), 0);

  private static final int BITS = 128;

  public Cidr6 {
    if (prefix < 0 || prefix > BITS) {
      throw new IllegalArgumentException("not a range: " + first + "/" + prefix);
    }
  }

  /// @throws IllegalArgumentException if the text is no range
  @JsonCreator
  public static Cidr6 of(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("not a range: " + text);
    }
    try {
      return new Cidr6(
          Ipv6.of(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not a range: " + text, e);
    }
  }

  @Override
  public int compareTo(Cidr6 other) {
    int order = first.compareTo(other.first);
    return order != 0 ? order : Integer.compare(prefix, other.prefix);
  }

  @JsonValue
  @Override
  public String toString() {
    return first + "/" + prefix;
  }
}
