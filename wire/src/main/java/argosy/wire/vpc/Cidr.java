package argosy.wire.vpc;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A range of addresses; on the wire as people write it, `172.31.0.0/20`.
///
/// @param first its lowest address
/// @param prefix how many leading bits all have in common, 0 to 32
public record Cidr(Ipv4 first, int prefix) implements Comparable<Cidr> {
  public static final Cidr ANYWHERE = new Cidr(new Ipv4(0), 0);

  private static final int BITS = 32;

  public Cidr {
    if (prefix < 0 || prefix > BITS) {
      throw new IllegalArgumentException("not a range: " + first + "/" + prefix);
    }
    if ((first.bits() & mask(prefix)) != first.bits()) {
      throw new IllegalArgumentException(
          "not a range: " + first + "/" + prefix + " doesn't begin there");
    }
  }

  /// @throws IllegalArgumentException if the text is no range, or has bits beyond its prefix
  @JsonCreator
  public static Cidr of(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("not a range: " + text);
    }
    try {
      return new Cidr(
          Ipv4.of(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not a range: " + text, e);
    }
  }

  public boolean contains(Ipv4 address) {
    return (address.bits() & mask(prefix)) == first.bits();
  }

  public boolean overlaps(Cidr other) {
    return contains(other.first) || other.contains(first);
  }

  private static int mask(int prefix) {
    return prefix == 0 ? 0 : -1 << (BITS - prefix);
  }

  @Override
  public int compareTo(Cidr other) {
    int order = first.compareTo(other.first);
    return order != 0 ? order : Integer.compare(prefix, other.prefix);
  }

  @JsonValue
  @Override
  public String toString() {
    return first + "/" + prefix;
  }
}
