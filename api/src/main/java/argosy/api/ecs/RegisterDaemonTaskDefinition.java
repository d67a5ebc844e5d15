package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.daemon.RegisterDaemonDefinition;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ecs.model.RegisterDaemonTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RegisterDaemonTaskDefinitionResponse;

/// Registers the next revision of a family of daemons.
final class RegisterDaemonTaskDefinition implements Action<RegisterDaemonTaskDefinitionRequest> {

  @Override
  public Answer perform(RegisterDaemonTaskDefinitionRequest request, Context context) {
    return context.ask(
        (picture, now, _) ->
            RegisterDaemonDefinition.decide(
                picture, context.cell().id(), request, context.caller().arn(), now),
        definition ->
            RegisterDaemonTaskDefinitionResponse.builder()
                .daemonTaskDefinitionArn(definition.arn().toString())
                .build());
  }
}
