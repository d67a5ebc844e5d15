package argosy.api.ecs;

import argosy.api.Context;
import argosy.domain.error.EcsError;
import argosy.domain.id.TaskDefinitionArn;
import argosy.wire.Answer;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads what callers write for a task definition.
final class Definitions {
  private Definitions() {}

  static Answer reference(
      Context context, @Nullable String text, Function<TaskDefinitionArn.Reference, Answer> then) {
    if (text == null || text.isBlank()) {
      return Context.refuse(new EcsError.Client("Task definition can not be blank."));
    }
    Optional<TaskDefinitionArn.Reference> reference =
        TaskDefinitionArn.Reference.parse(context.cell().id(), text);
    return reference
        .map(then)
        .orElseGet(() ->
            Context.refuse(
                new EcsError.Client(
                    "'"
                        + text
                        + "' names no task definition of this account and region: write"
                        + " family, family:revision or its ARN.")));
  }
}
