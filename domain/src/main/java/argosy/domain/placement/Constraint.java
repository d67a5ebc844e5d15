package argosy.domain.placement;

import argosy.domain.query.Query;

/// What an instance must be to take a task at all.
public sealed interface Constraint {

  /// No other task of the same group is there.
  record DistinctInstance() implements Constraint {}

  /// The instance is one of those that an expression describes.
  record MemberOf(Query expression) implements Constraint {}
}
