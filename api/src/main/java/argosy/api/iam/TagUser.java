package argosy.api.iam;

import argosy.api.Action;
import argosy.api.Context;
import argosy.wire.Answer;
import software.amazon.awssdk.services.iam.model.TagUserRequest;
import software.amazon.awssdk.services.iam.model.TagUserResponse;

/// Adds tags to a user; a key that is there gets the new value.
final class TagUser implements Action<TagUserRequest> {

  @Override
  public Answer perform(TagUserRequest request, Context context) {

    return Views.read(
        request.tags(),
        tags ->
            context.ask(
                (picture, _, _) -> argosy.domain.iam.TagUser.add(picture, request.userName(), tags),
                _ -> TagUserResponse.builder().build()));
  }
}
