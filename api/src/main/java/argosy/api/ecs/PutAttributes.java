package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.instance.ChangeAttributes;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ecs.model.PutAttributesRequest;
import software.amazon.awssdk.services.ecs.model.PutAttributesResponse;

/// Puts attributes on container instances; a name that is there gets the new value.
final class PutAttributes implements Action<PutAttributesRequest> {

  @Override
  public Answer perform(PutAttributesRequest request, Context context) {
    return Named.cluster(
        context,
        request.cluster(),
        cluster ->
            context.ask(
                (picture, _, _) -> ChangeAttributes.put(picture, cluster, request.attributes()),
                attributes -> PutAttributesResponse.builder().attributes(attributes).build()));
  }
}
