package argosy.domain.deployment;

import argosy.domain.service.Rollout;

/// The next move of a service deployment.
sealed interface Move {

  /// It waits: for tasks, for time, for somebody.
  record Stay() implements Move {}

  /// It goes on, and may go on further at once.
  record On(Rollout rollout) implements Move {}

  /// It is given up.
  ///
  /// @param monitor what noticed it, as [Ends#fail] says it
  record Back(Rollout rollout, String monitor, String cause) implements Move {}

  Move STAY = new Stay();
}
