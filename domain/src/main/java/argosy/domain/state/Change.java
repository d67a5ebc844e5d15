package argosy.domain.state;

/// A step of the [Picture]. A change is a state, not a story: it says what is true now.
public sealed interface Change {

  /// The entity is as it says from now on, whether there was one under its key or not.
  record Put(Entity entity) implements Change {}

  /// There is no entity under the key any more.
  record Delete(Key<?> key) implements Change {}
}
