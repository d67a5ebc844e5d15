package argosy.api.iam;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.iam.ChangeGrants;
import argosy.wire.Answer;
import software.amazon.awssdk.services.iam.model.DetachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachUserPolicyResponse;

/// Detaches a managed policy from a user.
final class DetachUserPolicy implements Action<DetachUserPolicyRequest> {

  @Override
  public Answer perform(DetachUserPolicyRequest request, Context context) {

    return context.ask(
        (picture, _, _) ->
            ChangeGrants.detach(
                picture, ChangeGrants.Find.user(request.userName()), request.policyArn()),
        _ -> DetachUserPolicyResponse.builder().build());
  }
}
