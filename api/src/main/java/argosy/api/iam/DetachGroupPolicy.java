package argosy.api.iam;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.iam.ChangeGrants;
import argosy.wire.Answer;
import software.amazon.awssdk.services.iam.model.DetachGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachGroupPolicyResponse;

/// Detaches a managed policy from a group.
final class DetachGroupPolicy implements Action<DetachGroupPolicyRequest> {

  @Override
  public Answer perform(DetachGroupPolicyRequest request, Context context) {

    return context.ask(
        (picture, _, _) ->
            ChangeGrants.detach(
                picture, ChangeGrants.Find.group(request.groupName()), request.policyArn()),
        _ -> DetachGroupPolicyResponse.builder().build());
  }
}
