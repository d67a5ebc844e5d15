package argosy.domain.taskdef;

import argosy.domain.error.EcsError;
import argosy.domain.id.CellId;
import argosy.domain.id.TaskDefinitionArn;
import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/// Decides what registering a task definition means: the next revision of its family.
public final class RegisterDefinition {
  private RegisterDefinition() {}

  /// @param registeredBy the ARN of the principal that asks
  public static Outcome<Definition> decide(
      Picture picture,
      CellId cell,
      RegisterTaskDefinitionRequest request,
      String registeredBy,
      Instant now) {
    Optional<EcsError> wrong = CheckDefinition.complaint(request);
    if (wrong.isPresent()) {
      return Outcome.refused(wrong.get());
    }
    int revision =
        picture.find(Family.KIND.key(request.family())).map(Family::latest).orElse(0) + 1;
    var definition =
        made(request, new TaskDefinitionArn(cell, request.family(), revision), registeredBy, now);
    return new Outcome.Accepted<>(
        List.of(new Change.Put(new Family(request.family(), revision)), new Change.Put(definition)),
        List.of(),
        definition);
  }

  /// The first thing that is wrong with a definition; empty if nothing is.
  public static Optional<EcsError> complaint(RegisterTaskDefinitionRequest request) {
    return CheckDefinition.complaint(request);
  }

  /// A revision of what was said, which is right.
  public static Definition made(
      RegisterTaskDefinitionRequest request,
      TaskDefinitionArn arn,
      String registeredBy,
      Instant now) {
    List<Attribute> requirements = Requirements.of(request);
    TaskDefinition spec =
        Echo.of(request)
            .taskDefinitionArn(arn.toString())
            .revision(arn.revision())
            .status(TaskDefinitionStatus.ACTIVE)
            .requiresAttributes(requirements.isEmpty() ? null : requirements)
            .compatibilities(Compatibilities.of(request))
            .registeredAt(now)
            .registeredBy(registeredBy)
            .build();
    return new Definition(arn, spec, request.tags());
  }
}
