package argosy.wire.vpc;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.net.Inet6Address;

/// An address of IPv6.
///
/// @param text as RFC 5952 has it, the shortest way in lower case, so that equal texts are equal
///   addresses; on the wire too
public record Ipv6(String text) implements Comparable<Ipv6> {
  private static final String DIGITS = "[0-9a-f:]+";

  public Ipv6 {
    if (!text.matches(DIGITS)) {
      throw new IllegalArgumentException("not an IPv6 address: " + text);
    }
    var _ = Inet6Address.ofLiteral(text);
  }

  /// @throws IllegalArgumentException if the text is no address
  @JsonCreator
  public static Ipv6 of(String text) {
    return new Ipv6(text);
  }

  @Override
  public int compareTo(Ipv6 other) {
    return text.compareTo(other.text);
  }

  @JsonValue
  @Override
  public String toString() {
    return text;
  }
}
