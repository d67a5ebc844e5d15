package argosy.domain.state;

import java.util.function.Supplier;

/// The place of an entity in a [Picture]: the entity, or how to read it.
final class Slot {

  /// An [Entity] or a `Supplier<Entity>`. Two who ask at once come to the same.
  private volatile Object content;

  Slot(Entity entity) {
    content = entity;
  }

  Slot(Supplier<Entity> later) {
    content = later;
  }

  @SuppressWarnings("unchecked") // what isn't an entity is how to read it
  Entity entity() {
    if (content instanceof Entity entity) {
      return entity;
    }
    Entity read = ((Supplier<Entity>) content).get();
    content = read;
    return read;
  }
}
