package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.daemon.DeleteDaemonDefinition;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ecs.model.DeleteDaemonTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DeleteDaemonTaskDefinitionResponse;

/// Deletes a revision of a daemon's task definition; daemons that are of it run on.
final class DeleteDaemonTaskDefinition implements Action<DeleteDaemonTaskDefinitionRequest> {

  @Override
  public Answer perform(DeleteDaemonTaskDefinitionRequest request, Context context) {
    return Daemons.definition(
        context,
        request.daemonTaskDefinition(),
        reference ->
            context.ask(
                (picture, now, _) ->
                    DeleteDaemonDefinition.decide(picture, context.cell().id(), reference, now),
                definition ->
                    DeleteDaemonTaskDefinitionResponse.builder()
                        .daemonTaskDefinitionArn(definition.arn().toString())
                        .build()));
  }
}
