package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.resource.TagResource;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ecs.model.UntagResourceRequest;
import software.amazon.awssdk.services.ecs.model.UntagResourceResponse;

/// Removes tags from something by their keys.
final class UntagResource implements Action<UntagResourceRequest> {

  @Override
  public Answer perform(UntagResourceRequest request, Context context) {
    if (!request.hasTagKeys()) {
      return Context.invalid("tagKeys is required: the keys of the tags to remove.");
    }
    return context.ask(
        (picture, _, _) ->
            TagResource.remove(
                picture, context.cell().id(), request.resourceArn(), request.tagKeys()),
        _ -> UntagResourceResponse.builder().build());
  }
}
