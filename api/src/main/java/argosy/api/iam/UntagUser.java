package argosy.api.iam;

import argosy.api.Action;
import argosy.api.Context;
import argosy.wire.Answer;
import software.amazon.awssdk.services.iam.model.UntagUserRequest;
import software.amazon.awssdk.services.iam.model.UntagUserResponse;

/// Removes tags from a user.
final class UntagUser implements Action<UntagUserRequest> {

  @Override
  public Answer perform(UntagUserRequest request, Context context) {

    return context.ask(
        (picture, _, _) ->
            argosy.domain.iam.TagUser.remove(picture, request.userName(), request.tagKeys()),
        _ -> UntagUserResponse.builder().build());
  }
}
