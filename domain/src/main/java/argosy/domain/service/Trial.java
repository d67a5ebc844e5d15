package argosy.domain.service;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How a deployment's tasks fare that were meant to run and ended by themselves.
///
/// @param failed since the deployment began, or since one of its tasks proved itself
/// @param inRow since one of its tasks last proved itself; what the throttle looks at
/// @param reason of the last failure, with the task; empty if there was none
/// @param since when the first failure of the present row was
/// @param retryAt before this no new task is started; null if nothing has to wait
public record Trial(
    int failed, int inRow, String reason, @Nullable Instant since, @Nullable Instant retryAt) {

  /// Nothing has failed.
  public static final Trial NONE = new Trial(0, 0, "", null, null);

  /// So many failures in a row are made up for at once: a container may be killed by hand.
  private static final int FREE = 3;

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  /// As with ECS, whose pauses grow up to 27 minutes.
  private static final Duration PAUSE_MAX = Duration.ofMinutes(27);

  private static final int DOUBLINGS_MAX = 11;

  /// One failure more.
  ///
  /// @param how what happened, to which task
  public Trial failing(String how, Instant at) {
    int row = inRow + 1;
    Instant begun = since == null ? at : since;
    return new Trial(failed + 1, row, how, begun, row <= FREE ? null : at.plus(pause(row)));
  }

  private static Duration pause(int row) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(row - FREE - 1, DOUBLINGS_MAX));
    return pause.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : pause;
  }

  /// A task has proved itself.
  ///
  /// @param forgives whether that also ends the count of the circuit breaker
  public Trial proven(boolean forgives) {
    return new Trial(forgives ? 0 : failed, 0, reason, null, null);
  }

  /// Whether starting tasks has to wait.
  public boolean isPaused(Instant now) {
    return retryAt != null && now.isBefore(retryAt);
  }
}
