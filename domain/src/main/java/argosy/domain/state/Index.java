package argosy.domain.state;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/// A second way to find entities of a kind.
///
/// @param name unique among all indexes. Stores keep the values under it, so an index that finds by
///   something else takes another name.
/// @param value by what an entity is found; empty leaves it out
public record Index<E extends Entity>(String name, Function<E, Optional<String>> value) {

  /// A time as a value whose order is that of time.
  public static String ordered(Instant time) {
    return "%015d".formatted(time.toEpochMilli());
  }
}
