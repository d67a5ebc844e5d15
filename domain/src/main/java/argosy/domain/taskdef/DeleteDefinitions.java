package argosy.domain.taskdef;

import argosy.domain.error.EcsError;
import argosy.domain.id.CellId;
import argosy.domain.id.TaskDefinitionArn;
import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/// Decides what deleting revisions means: those that are INACTIVE are DELETE_IN_PROGRESS from now
/// on, and forgotten once nothing uses them. The others fail one by one.
public final class DeleteDefinitions {

  /// As many as ECS deletes in one request.
  static final int DELETED_MAX = 10;

  private DeleteDefinitions() {}

  /// @param failures one for each reference that names nothing that can be deleted
  public record Deleted(List<Definition> definitions, List<Failure> failures) {}

  /// @param references as the caller wrote them: `family:revision` or ARNs
  public static Outcome<Deleted> decide(
      Picture picture, CellId cell, List<String> references, Instant now) {
    if (references.isEmpty() || references.size() > DELETED_MAX) {
      return Outcome.refused(
          new EcsError.InvalidParameter(
              "taskDefinitions needs 1 to "
                  + DELETED_MAX
                  + " entries, not "
                  + references.size()
                  + "."));
    }
    var changes = new ArrayList<Change>();
    var deleted = new ArrayList<Definition>();
    var failures = new ArrayList<Failure>();
    for (String reference : references) {
      Optional<Definition> found =
          TaskDefinitionArn.Reference.parse(cell, reference)
              .filter(parsed -> parsed.revision() != null)
              .flatMap(parsed -> Definition.find(picture, cell, parsed));
      if (found.isEmpty()) {
        failures.add(failure(reference, DeregisterDefinition.MISSING));
      } else if (found.get().isActive()) {
        failures.add(
            failure(
                found.get().arn().toString(),
                "The specified task definition is still in ACTIVE status. Please deregister the"
                    + " target and try again."));
      } else {
        Definition after = after(found.get(), now);
        if (!after.equals(found.get())) {
          changes.add(new Change.Put(after));
        }
        deleted.add(after);
      }
    }
    return new Outcome.Accepted<>(changes, List.of(), new Deleted(deleted, failures));
  }

  /// Deleting what is on its way out changes nothing.
  private static Definition after(Definition before, Instant now) {
    if (before.spec().status() == TaskDefinitionStatus.DELETE_IN_PROGRESS) {
      return before;
    }
    return before.with(
        before.spec().toBuilder()
            .status(TaskDefinitionStatus.DELETE_IN_PROGRESS)
            .deleteRequestedAt(now)
            .build());
  }

  private static Failure failure(String arn, String reason) {
    return Failure.builder().arn(arn).reason(reason).build();
  }
}
