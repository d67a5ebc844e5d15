package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.ChangeTags;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.CreateTagsResponse;

/// Sets tags of things.
final class CreateTags implements Action<CreateTagsRequest> {

  @Override
  public Answer perform(CreateTagsRequest request, Context context) {
    return Tagging.tags(
        request.tags(),
        tags ->
            context.ask(
                (picture, _, _) -> ChangeTags.set(picture, request.resources(), tags),
                _ -> CreateTagsResponse.builder().build()));
  }
}
