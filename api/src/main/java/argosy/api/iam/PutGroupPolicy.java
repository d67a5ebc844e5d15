package argosy.api.iam;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.iam.ChangeGrants;
import argosy.wire.Answer;
import software.amazon.awssdk.services.iam.model.PutGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.PutGroupPolicyResponse;

/// Gives a group an inline policy; one of the same name is replaced.
final class PutGroupPolicy implements Action<PutGroupPolicyRequest> {

  @Override
  public Answer perform(PutGroupPolicyRequest request, Context context) {

    return Documents.read(
        request.policyDocument(),
        document ->
            context.ask(
                (picture, _, _) ->
                    ChangeGrants.put(
                        picture,
                        ChangeGrants.Find.group(request.groupName()),
                        request.policyName(),
                        document),
                _ -> PutGroupPolicyResponse.builder().build()));
  }
}
