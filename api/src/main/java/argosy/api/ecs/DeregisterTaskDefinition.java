package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.id.TaskDefinitionArn;
import argosy.domain.taskdef.DeregisterDefinition;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionResponse;

/// Makes a revision INACTIVE: no new task of it starts.
final class DeregisterTaskDefinition implements Action<DeregisterTaskDefinitionRequest> {

  @Override
  public Answer perform(DeregisterTaskDefinitionRequest request, Context context) {
    return Definitions.reference(
        context,
        request.taskDefinition(),
        (TaskDefinitionArn.Reference reference) ->
            context.ask(
                (picture, now, _) ->
                    DeregisterDefinition.decide(picture, context.cell().id(), reference, now),
                definition ->
                    DeregisterTaskDefinitionResponse.builder()
                        .taskDefinition(definition.spec())
                        .build()));
  }
}
