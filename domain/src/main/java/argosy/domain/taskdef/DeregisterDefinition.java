package argosy.domain.taskdef;

import argosy.domain.error.EcsError;
import argosy.domain.id.CellId;
import argosy.domain.id.TaskDefinitionArn;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/// Decides what deregistering means: the revision is INACTIVE, starts no new task, and stays
/// visible.
public final class DeregisterDefinition {
  private DeregisterDefinition() {}

  public static Outcome<Definition> decide(
      Picture picture, CellId cell, TaskDefinitionArn.Reference reference, Instant now) {
    if (reference.revision() == null) {
      return Outcome.refused(
          new EcsError.Client(
              "Invalid revision number. Number: null. Name the revision: "
                  + reference.family()
                  + ":1"));
    }
    Optional<Definition> found = Definition.find(picture, cell, reference);
    if (found.isEmpty()) {
      return Outcome.refused(
          new EcsError.Client(
              "The specified task definition does not exist. Specify a valid account, family,"
                  + " revision and try again."));
    }
    Definition before = found.get();
    if (!before.isActive()) {
      return Outcome.unchanged(before);
    }
    var after =
        new Definition(
            before.arn(),
            before.spec().toBuilder()
                .status(TaskDefinitionStatus.INACTIVE)
                .deregisteredAt(now)
                .build(),
            before.tags());
    return Outcome.put(after, after);
  }
}
