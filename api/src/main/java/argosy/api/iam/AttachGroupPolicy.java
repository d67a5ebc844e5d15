package argosy.api.iam;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.iam.ChangeGrants;
import argosy.wire.Answer;
import software.amazon.awssdk.services.iam.model.AttachGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachGroupPolicyResponse;

/// Attaches a managed policy to a group.
final class AttachGroupPolicy implements Action<AttachGroupPolicyRequest> {

  @Override
  public Answer perform(AttachGroupPolicyRequest request, Context context) {

    return context.ask(
        (picture, _, _) ->
            ChangeGrants.attach(
                picture, ChangeGrants.Find.group(request.groupName()), request.policyArn()),
        _ -> AttachGroupPolicyResponse.builder().build());
  }
}
