package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.taskdef.Definition;
import argosy.domain.taskdef.DeleteDefinitions;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ecs.model.DeleteTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.DeleteTaskDefinitionsResponse;

/// Deletes INACTIVE revisions; they are gone once no task needs them.
final class DeleteTaskDefinitions implements Action<DeleteTaskDefinitionsRequest> {

  @Override
  public Answer perform(DeleteTaskDefinitionsRequest request, Context context) {
    return context.ask(
        (picture, now, _) ->
            DeleteDefinitions.decide(picture, context.cell().id(), request.taskDefinitions(), now),
        deleted ->
            DeleteTaskDefinitionsResponse.builder()
                .taskDefinitions(deleted.definitions().stream().map(Definition::spec).toList())
                .failures(deleted.failures())
                .build());
  }
}
