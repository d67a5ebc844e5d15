package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.instance.UpdateInstances;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ecs.model.UpdateContainerInstancesStateRequest;
import software.amazon.awssdk.services.ecs.model.UpdateContainerInstancesStateResponse;

/// Drains instances, or lets them take tasks again.
final class UpdateContainerInstancesState implements Action<UpdateContainerInstancesStateRequest> {

  @Override
  public Answer perform(UpdateContainerInstancesStateRequest request, Context context) {
    return Named.activeCluster(
        context,
        request.cluster(),
        cluster ->
            Named.stray(cluster, request.containerInstances())
                .orElseGet(() ->
                    context.ask(
                        (picture, _, _) -> UpdateInstances.decide(picture, cluster, request),
                        updated ->
                            UpdateContainerInstancesStateResponse.builder()
                                .containerInstances(
                                    updated.instances().stream()
                                        .map(i -> InstanceView.of(context.picture(), i, true))
                                        .toList())
                                .failures(updated.failures())
                                .build())));
  }
}
