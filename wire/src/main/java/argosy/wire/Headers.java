package argosy.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The headers of a message in their order. Names compare without case, and may repeat.
///
/// @param all few enough that looking through them beats a map
public record Headers(List<Header> all) {
  public static final Headers NONE = new Headers(List.of());

  public Headers {
    all = List.copyOf(all);
  }

  /// @param value without line breaks
  public record Header(String name, String value) {}

  /// @param namesAndValues by turns
  public static Headers of(String... namesAndValues) {
    var all = new ArrayList<Header>(namesAndValues.length / 2);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      all.add(new Header(namesAndValues[i], namesAndValues[i + 1]));
    }
    return new Headers(all);
  }

  public Headers with(String name, String value) {
    var more = new ArrayList<>(all);
    more.add(new Header(name, value));
    return new Headers(more);
  }

  /// The value of the first header of that name.
  public Optional<String> first(String name) {
    for (Header header : all) {
      if (header.name().equalsIgnoreCase(name)) {
        return Optional.of(header.value());
      }
    }
    return Optional.empty();
  }

  public List<String> values(String name) {
    var values = new ArrayList<String>(1);
    for (Header header : all) {
      if (header.name().equalsIgnoreCase(name)) {
        values.add(header.value());
      }
    }
    return values;
  }
}
