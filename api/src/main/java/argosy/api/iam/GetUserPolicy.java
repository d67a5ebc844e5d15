package argosy.api.iam;

import argosy.api.Action;
import argosy.api.Context;
import argosy.wire.Answer;
import software.amazon.awssdk.services.iam.model.GetUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetUserPolicyResponse;

/// Tells an inline policy of a user.
final class GetUserPolicy implements Action<GetUserPolicyRequest> {

  @Override
  public Answer perform(GetUserPolicyRequest request, Context context) {
    return Named.user(
        context,
        request.userName(),
        user ->
            Documents.inline(
                user,
                request.policyName(),
                document ->
                    Context.reply(
                        GetUserPolicyResponse.builder()
                            .userName(user.name())
                            .policyName(request.policyName())
                            .policyDocument(document)
                            .build())));
  }
}
