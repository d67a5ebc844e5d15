package argosy.api.iam;

import argosy.api.Action;
import argosy.api.Context;
import argosy.wire.Answer;
import software.amazon.awssdk.services.iam.model.UpdateUserRequest;
import software.amazon.awssdk.services.iam.model.UpdateUserResponse;

/// Gives a user another name or path.
final class UpdateUser implements Action<UpdateUserRequest> {

  @Override
  public Answer perform(UpdateUserRequest request, Context context) {

    return context.ask(
        (picture, _, _) ->
            argosy.domain.iam.UpdateUser.decide(
                picture, request.userName(), request.newUserName(), request.newPath()),
        _ -> UpdateUserResponse.builder().build());
  }
}
