package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.daemon.DaemonDefinition;
import argosy.domain.error.EcsError;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ecs.model.DescribeDaemonTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeDaemonTaskDefinitionResponse;

/// Describes a revision of a daemon's task definition, or the newest active one of a family.
final class DescribeDaemonTaskDefinition implements Action<DescribeDaemonTaskDefinitionRequest> {

  @Override
  public Answer perform(DescribeDaemonTaskDefinitionRequest request, Context context) {
    return Daemons.definition(
        context,
        request.daemonTaskDefinition(),
        reference ->
            DaemonDefinition.find(context.picture(), context.cell().id(), reference)
                .map(definition ->
                    Context.reply(
                        DescribeDaemonTaskDefinitionResponse.builder()
                            .daemonTaskDefinition(definition.spec())
                            .build()))
                .orElseGet(() ->
                    Context.refuse(
                        new EcsError.Client("Unable to describe daemon task definition."))));
  }
}
