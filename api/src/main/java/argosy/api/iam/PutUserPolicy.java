package argosy.api.iam;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.iam.ChangeGrants;
import argosy.wire.Answer;
import software.amazon.awssdk.services.iam.model.PutUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.PutUserPolicyResponse;

/// Gives a user an inline policy; one of the same name is replaced.
final class PutUserPolicy implements Action<PutUserPolicyRequest> {

  @Override
  public Answer perform(PutUserPolicyRequest request, Context context) {

    return Documents.read(
        request.policyDocument(),
        document ->
            context.ask(
                (picture, _, _) ->
                    ChangeGrants.put(
                        picture,
                        ChangeGrants.Find.user(request.userName()),
                        request.policyName(),
                        document),
                _ -> PutUserPolicyResponse.builder().build()));
  }
}
