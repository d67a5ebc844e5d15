package argosy.api;

import java.util.List;
import java.util.Map;

/// What a request is about, as policies see it.
///
/// @param resources their ARNs, or `*`; never none
/// @param keys what conditions may ask about it, by names in lower case
public record Target(List<String> resources, Map<String, String> keys) {

  /// What an action is about that policies can't narrow.
  public static final String ANYTHING = "*";

  public static Target of(String... resources) {
    return new Target(List.of(resources), Map.of());
  }
}
