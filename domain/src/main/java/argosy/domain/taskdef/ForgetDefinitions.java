package argosy.domain.taskdef;

import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.util.List;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/// Decides which deleted revisions are forgotten: those that nothing uses any more.
public final class ForgetDefinitions {

  /// A pass forgets at most so many, so that a sweep never holds up the cell; the next one goes on.
  static final int PASS_MAX = 1_000;

  private ForgetDefinitions() {}

  /// @param used true for a revision that a task still needs
  public static Outcome<Integer> decide(Picture picture, Predicate<Definition> used) {
    String deleted = Definition.value(TaskDefinitionStatus.DELETE_IN_PROGRESS, "");
    List<Change> changes =
        picture.by(Definition.BY_STATUS, deleted, "").stream()
            .filter(used.negate())
            .limit(PASS_MAX)
            .<Change>map(definition -> new Change.Delete(definition.key()))
            .toList();
    return new Outcome.Accepted<>(changes, List.of(), changes.size());
  }
}
