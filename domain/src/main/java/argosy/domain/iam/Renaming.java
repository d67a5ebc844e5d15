package argosy.domain.iam;

import argosy.domain.error.EcsError;
import argosy.domain.state.Change;
import argosy.domain.state.Entity;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.util.List;
import java.util.Optional;

/// What it takes for a user or a group to get another name: a good one that nobody else has.
final class Renaming {
  private Renaming() {}

  /// @param wrong what the new name or path lacks
  /// @param taken what is said if somebody else has the name
  static <E extends Entity> Outcome<E> decide(
      Picture picture, E old, E changed, Optional<EcsError> wrong, EcsError taken) {
    if (wrong.isPresent()) {
      return Outcome.refused(wrong.get());
    }
    if (!changed.key().equals(old.key()) && picture.find(changed.key()).isPresent()) {
      return Outcome.refused(taken);
    }
    return new Outcome.Accepted<>(
        List.of(new Change.Delete(old.key()), new Change.Put(changed)), List.of(), changed);
  }
}
