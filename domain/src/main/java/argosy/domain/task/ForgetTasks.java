package argosy.domain.task;

import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Decides which stopped tasks are forgotten: those that stopped longer ago than they stay visible.
public final class ForgetTasks {

  /// A pass forgets at most so many, so that a sweep never holds up the cell; the next one goes on.
  static final int PASS_MAX = 1_000;

  private ForgetTasks() {}

  /// @param visible how long a stopped task stays visible
  public static Outcome<Integer> decide(Picture picture, Duration visible, Instant now) {
    Instant since = now.minus(visible);
    List<Change> changes =
        picture.by(Task.STOPPED, "", "").stream()
            .takeWhile(task -> stoppedBefore(task, since))
            .limit(PASS_MAX)
            .<Change>map(task -> new Change.Delete(task.key()))
            .toList();
    return new Outcome.Accepted<>(changes, List.of(), changes.size());
  }

  private static boolean stoppedBefore(Task task, Instant since) {
    Instant stoppedAt = task.times().stoppedAt();
    return stoppedAt != null && stoppedAt.isBefore(since);
  }
}
