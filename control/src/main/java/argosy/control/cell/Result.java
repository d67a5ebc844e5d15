package argosy.control.cell;

import argosy.domain.error.EcsError;

/// What became of a decision that a cell was asked for.
///
/// @param <R> the reply
public sealed interface Result<R> {

  /// Decided, and durable.
  record Done<R>(R reply) implements Result<R> {}

  /// Refused; nothing changed.
  record Refused<R>(EcsError error) implements Result<R> {}

  /// It may be tried again: the cell is too busy or its store failed. Nothing was acknowledged.
  record Failed<R>(String message, boolean busy) implements Result<R> {}
}
