package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.instance.UpdateAgent;
import argosy.wire.Answer;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.UpdateContainerAgentRequest;

/// Answers that there is no newer agent: agents are updated on their hosts.
final class UpdateContainerAgent implements Action<UpdateContainerAgentRequest> {

  @Override
  public Answer perform(UpdateContainerAgentRequest request, Context context) {
    String reference = request.containerInstance();
    if (reference == null || reference.isBlank()) {
      return Context.invalid("Container instance can not be blank.");
    }
    return Named.activeCluster(
        context,
        request.cluster(),
        cluster ->
            Named.stray(cluster, List.of(reference))
                .orElseGet(() ->
                    Context.refuse(UpdateAgent.refusal(context.picture(), cluster, reference))));
  }
}
