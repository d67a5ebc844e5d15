package argosy.domain.daemon;

import argosy.domain.error.EcsError;
import argosy.domain.id.CellId;
import argosy.domain.id.TaskDefinitionArn;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.DaemonTaskDefinitionStatus;

/// Decides what deleting a daemon's task definition means: no daemon can be made of it any more,
/// and those that are of it run on.
public final class DeleteDaemonDefinition {
  private DeleteDaemonDefinition() {}

  public static Outcome<DaemonDefinition> decide(
      Picture picture, CellId cell, TaskDefinitionArn.Reference reference, Instant now) {
    if (reference.revision() == null) {
      return Outcome.refused(
          new EcsError.InvalidParameter(
              "Name the revision to delete: " + reference.family() + ":1, or its ARN."));
    }
    Optional<DaemonDefinition> found = DaemonDefinition.find(picture, cell, reference);
    if (found.isEmpty()) {
      return Outcome.refused(new EcsError.Client("Daemon task definition not found."));
    }
    if (!found.get().isActive()) {
      return Outcome.refused(
          new EcsError.Client("The daemon task definition must be ACTIVE to be deleted."));
    }
    DaemonDefinition after =
        found
            .get()
            .with(
                found.get().spec().toBuilder()
                    .status(DaemonTaskDefinitionStatus.DELETE_IN_PROGRESS)
                    .deleteRequestedAt(now)
                    .build());
    return Outcome.put(after, after);
  }
}
