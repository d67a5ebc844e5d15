package argosy.api.iam;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.iam.ChangeGrants;
import argosy.wire.Answer;
import software.amazon.awssdk.services.iam.model.DeleteGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteGroupPolicyResponse;

/// Takes an inline policy away from a group.
final class DeleteGroupPolicy implements Action<DeleteGroupPolicyRequest> {

  @Override
  public Answer perform(DeleteGroupPolicyRequest request, Context context) {

    return context.ask(
        (picture, _, _) ->
            ChangeGrants.delete(
                picture, ChangeGrants.Find.group(request.groupName()), request.policyName()),
        _ -> DeleteGroupPolicyResponse.builder().build());
  }
}
