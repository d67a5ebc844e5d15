package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.task.DeregisterInstance;
import argosy.wire.Answer;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.DeregisterContainerInstanceRequest;
import software.amazon.awssdk.services.ecs.model.DeregisterContainerInstanceResponse;

/// Takes an instance out of its cluster; with `force` also one that has tasks.
final class DeregisterContainerInstance implements Action<DeregisterContainerInstanceRequest> {

  @Override
  public Answer perform(DeregisterContainerInstanceRequest request, Context context) {
    String reference = request.containerInstance();
    if (reference == null || reference.isBlank()) {
      return Context.invalid("Container instance can not be blank.");
    }
    boolean force = Boolean.TRUE.equals(request.force());
    return Named.activeCluster(
        context,
        request.cluster(),
        cluster ->
            Named.stray(cluster, List.of(reference))
                .orElseGet(() ->
                    context.ask(
                        (picture, now, _) ->
                            DeregisterInstance.decide(picture, cluster, reference, force, now),
                        instance ->
                            DeregisterContainerInstanceResponse.builder()
                                .containerInstance(
                                    InstanceView.of(context.picture(), instance, true))
                                .build())));
  }
}
