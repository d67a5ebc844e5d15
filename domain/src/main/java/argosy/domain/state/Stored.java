package argosy.domain.state;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// An entity as a store hands it over: what finds it is known at once, and the rest is read when it
/// is asked for. Most of what a large store keeps nobody asks for again.
///
/// @param values by what it is found, as [Kind#values] says
/// @param entity answers the same each time
public record Stored(Key<?> key, List<Optional<String>> values, Supplier<Entity> entity) {

  /// One that is read already.
  public static Stored of(Entity entity) {
    return new Stored(entity.key(), entity.key().kind().values(entity), () -> entity);
  }
}
