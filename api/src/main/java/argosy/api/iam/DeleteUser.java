package argosy.api.iam;

import argosy.api.Action;
import argosy.api.Context;
import argosy.wire.Answer;
import software.amazon.awssdk.services.iam.model.DeleteUserRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserResponse;

/// Deletes a user on whom nothing hangs any more.
final class DeleteUser implements Action<DeleteUserRequest> {

  @Override
  public Answer perform(DeleteUserRequest request, Context context) {

    return context.ask(
        (picture, _, _) -> argosy.domain.iam.DeleteUser.decide(picture, request.userName()),
        _ -> DeleteUserResponse.builder().build());
  }
}
