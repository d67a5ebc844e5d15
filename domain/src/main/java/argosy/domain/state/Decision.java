package argosy.domain.state;

import java.time.Instant;
import java.util.random.RandomGenerator;

/// Decides what a command means: a function of its arguments alone, which does nothing else.
///
/// @param <R> the reply
@FunctionalInterface
public interface Decision<R> {
  Outcome<R> decide(Picture picture, Instant now, RandomGenerator random);

  /// What it is called where decisions are counted and logged; empty if nobody named it.
  default String name() {
    return "";
  }

  /// The decision with a name.
  ///
  /// @param name such as `RunTask`
  static <R> Decision<R> named(String name, Decision<R> decision) {
    return new Named<>(name, decision);
  }

  /// A decision with a name.
  record Named<R>(String name, Decision<R> decision) implements Decision<R> {
    @Override
    public Outcome<R> decide(Picture picture, Instant now, RandomGenerator random) {
      return decision.decide(picture, now, random);
    }
  }
}
