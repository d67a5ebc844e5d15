package argosy.domain.network;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The lists of addresses that AWS keeps for those of its services that have gateway endpoints. No
/// such service is in an Argosy, so that the lists have names and ids, and no addresses.
public final class PrefixLists {
  private static final List<String> SERVICES = List.of("dynamodb", "s3");

  private PrefixLists() {}

  /// @param id `pl-…`
  /// @param name as endpoints name the service: `com.amazonaws.us-east-1.s3`
  public record PrefixList(String id, String name) {}

  public static List<PrefixList> of(String region) {
    return SERVICES.stream()
        .map(service -> "com.amazonaws." + region + "." + service)
        .map(name -> new PrefixList("pl-" + hex(name), name))
        .toList();
  }

  /// The list of a service.
  static Optional<PrefixList> named(String region, String service) {
    return of(region).stream().filter(list -> list.name().equals(service)).findFirst();
  }

  private static String hex(String name) {
    return "%08x".formatted(name.hashCode()).toLowerCase(Locale.ROOT);
  }
}
