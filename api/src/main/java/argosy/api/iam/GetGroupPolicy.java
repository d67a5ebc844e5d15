package argosy.api.iam;

import argosy.api.Action;
import argosy.api.Context;
import argosy.wire.Answer;
import software.amazon.awssdk.services.iam.model.GetGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetGroupPolicyResponse;

/// Tells an inline policy of a group.
final class GetGroupPolicy implements Action<GetGroupPolicyRequest> {

  @Override
  public Answer perform(GetGroupPolicyRequest request, Context context) {
    return Named.group(
        context,
        request.groupName(),
        group ->
            Documents.inline(
                group,
                request.policyName(),
                document ->
                    Context.reply(
                        GetGroupPolicyResponse.builder()
                            .groupName(group.name())
                            .policyName(request.policyName())
                            .policyDocument(document)
                            .build())));
  }
}
