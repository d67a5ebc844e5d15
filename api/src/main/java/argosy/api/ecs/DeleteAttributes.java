package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.instance.ChangeAttributes;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ecs.model.DeleteAttributesRequest;
import software.amazon.awssdk.services.ecs.model.DeleteAttributesResponse;

/// Deletes attributes of container instances by their names.
final class DeleteAttributes implements Action<DeleteAttributesRequest> {

  @Override
  public Answer perform(DeleteAttributesRequest request, Context context) {
    return Named.cluster(
        context,
        request.cluster(),
        cluster ->
            context.ask(
                (picture, _, _) -> ChangeAttributes.delete(picture, cluster, request.attributes()),
                attributes -> DeleteAttributesResponse.builder().attributes(attributes).build()));
  }
}
