package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.error.EcsError;
import argosy.domain.resource.Resource;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ecs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.ecs.model.ListTagsForResourceResponse;

/// Lists the tags of something.
final class ListTagsForResource implements Action<ListTagsForResourceRequest> {

  @Override
  public Answer perform(ListTagsForResourceRequest request, Context context) {
    return switch (Resource.find(context.picture(), context.cell().id(), request.resourceArn())) {
      case Resource.Found found ->
          Context.reply(ListTagsForResourceResponse.builder().tags(found.tags()).build());
      // This action alone of the three has no error of its own for what isn't there.
      case Resource.Refused(EcsError.ResourceNotFound(String message)) -> Context.invalid(message);
      case Resource.Refused(EcsError error) -> Context.refuse(error);
    };
  }
}
