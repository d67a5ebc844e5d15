package argosy.domain.state;

import java.time.Instant;
import java.util.random.RandomGenerator;

/// Decides what a command means: a function of its arguments alone, which does nothing else.
///
/// @param <R> the reply
@FunctionalInterface
public interface Decision<R> {
  Outcome<R> decide(Picture picture, Instant now, RandomGenerator random);
}
