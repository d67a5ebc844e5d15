package argosy.domain.state;

import argosy.domain.error.EcsError;
import java.util.List;

/// What a decision decided.
///
/// @param <R> the reply
public sealed interface Outcome<R> {

  /// @param changes in the order in which they apply
  /// @param effects in the order of their execution
  record Accepted<R>(List<Change> changes, List<Effect> effects, R reply) implements Outcome<R> {
    public Accepted {
      changes = List.copyOf(changes);
      effects = List.copyOf(effects);
    }
  }

  /// Nothing changes.
  record Refused<R>(EcsError error) implements Outcome<R> {}

  /// An answer without any change.
  static <R> Outcome<R> unchanged(R reply) {
    return new Accepted<>(List.of(), List.of(), reply);
  }

  /// One entity put, and the reply.
  static <R> Outcome<R> put(Entity entity, R reply) {
    return new Accepted<>(List.of(new Change.Put(entity)), List.of(), reply);
  }

  static <R> Outcome<R> refused(EcsError error) {
    return new Refused<>(error);
  }
}
