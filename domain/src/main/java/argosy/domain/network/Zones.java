package argosy.domain.network;

import java.util.List;
import java.util.Optional;

/// The zones of a region: a, b and c, in every region.
public final class Zones {
  private static final List<String> LETTERS = List.of("a", "b", "c");

  private Zones() {}

  /// Such as `us-east-1a`, in their order.
  public static List<String> of(String region) {
    return LETTERS.stream().map(letter -> region + letter).toList();
  }

  /// Of a zone.
  static String region(String zone) {
    return zone.substring(0, zone.length() - 1);
  }

  /// The name for a zone that all accounts of AWS share, such as `use1-az1` of `us-east-1a`.
  public static String id(String zone) {
    var id = new StringBuilder();
    String region = region(zone);
    String[] words = region.split("-", -1);
    for (int at = 0; at < words.length; at++) {
      id.append(at == 0 ? words[at] : initials(words[at]));
    }
    return id.append("-az").append(LETTERS.indexOf(zone.substring(region.length())) + 1).toString();
  }

  /// The zone that an id names.
  public static Optional<String> byId(String region, String id) {
    return of(region).stream().filter(zone -> id(zone).equals(id)).findFirst();
  }

  /// `se` of `southeast`, `g` of `gov`, and numbers as they are.
  private static String initials(String word) {
    return word.length() > "south".length()
            && (word.startsWith("north") || word.startsWith("south"))
        ? word.charAt(0) + word.substring("south".length(), "south".length() + 1)
        : word.substring(0, 1);
  }
}
