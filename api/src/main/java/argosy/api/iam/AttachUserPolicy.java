package argosy.api.iam;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.iam.ChangeGrants;
import argosy.wire.Answer;
import software.amazon.awssdk.services.iam.model.AttachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachUserPolicyResponse;

/// Attaches a managed policy to a user.
final class AttachUserPolicy implements Action<AttachUserPolicyRequest> {

  @Override
  public Answer perform(AttachUserPolicyRequest request, Context context) {

    return context.ask(
        (picture, _, _) ->
            ChangeGrants.attach(
                picture, ChangeGrants.Find.user(request.userName()), request.policyArn()),
        _ -> AttachUserPolicyResponse.builder().build());
  }
}
