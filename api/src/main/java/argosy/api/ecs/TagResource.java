package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ecs.model.TagResourceRequest;
import software.amazon.awssdk.services.ecs.model.TagResourceResponse;

/// Adds tags to something; a key that is there gets the new value.
final class TagResource implements Action<TagResourceRequest> {

  @Override
  public Answer perform(TagResourceRequest request, Context context) {
    if (!request.hasTags()) {
      return Context.invalid("tags is required: the tags to add.");
    }
    return context.ask(
        (picture, _, _) ->
            argosy.domain.resource.TagResource.add(
                picture, context.cell().id(), request.resourceArn(), request.tags()),
        _ -> TagResourceResponse.builder().build());
  }
}
