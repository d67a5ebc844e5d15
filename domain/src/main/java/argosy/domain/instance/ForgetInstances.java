package argosy.domain.instance;

import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.List;

/// Decides which instances are forgotten: those that left their cluster long ago.
public final class ForgetInstances {

  /// A pass forgets at most so many, so that a sweep never holds up the cell; the next one goes on.
  static final int PASS_MAX = 1_000;

  private ForgetInstances() {}

  /// @param since instances that left before it are forgotten
  public static Outcome<Integer> decide(Picture picture, Instant since) {
    List<Change> changes =
        picture.all(Instance.KIND).stream()
            .filter(instance -> leftBefore(instance, since))
            .limit(PASS_MAX)
            .<Change>map(instance -> new Change.Delete(instance.key()))
            .toList();
    return new Outcome.Accepted<>(changes, List.of(), changes.size());
  }

  private static boolean leftBefore(Instance instance, Instant since) {
    Instant left = instance.deregisteredAt();
    return left != null && left.isBefore(since);
  }
}
