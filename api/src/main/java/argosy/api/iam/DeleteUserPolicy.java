package argosy.api.iam;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.iam.ChangeGrants;
import argosy.wire.Answer;
import software.amazon.awssdk.services.iam.model.DeleteUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserPolicyResponse;

/// Takes an inline policy away from a user.
final class DeleteUserPolicy implements Action<DeleteUserPolicyRequest> {

  @Override
  public Answer perform(DeleteUserPolicyRequest request, Context context) {

    return context.ask(
        (picture, _, _) ->
            ChangeGrants.delete(
                picture, ChangeGrants.Find.user(request.userName()), request.policyName()),
        _ -> DeleteUserPolicyResponse.builder().build());
  }
}
