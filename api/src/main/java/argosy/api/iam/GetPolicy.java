package argosy.api.iam;

import argosy.api.Action;
import argosy.api.Context;
import argosy.wire.Answer;
import software.amazon.awssdk.services.iam.model.GetPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyResponse;

/// Describes a managed policy.
final class GetPolicy implements Action<GetPolicyRequest> {

  @Override
  public Answer perform(GetPolicyRequest request, Context context) {

    return Named.policy(
        context,
        request.policyArn(),
        policy ->
            Context.reply(
                GetPolicyResponse.builder()
                    .policy(Views.whole(policy, context.picture()))
                    .build()));
  }
}
