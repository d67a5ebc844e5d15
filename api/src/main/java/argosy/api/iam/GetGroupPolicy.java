package argosy.api.iam;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.iam.ChangeGrants;
import argosy.domain.iam.Document;
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
        group -> {
          Document document = group.grants().inline().get(request.policyName());
          return document == null
              ? Context.refuse(ChangeGrants.noInline(group, request.policyName()))
              : Context.reply(
                  GetGroupPolicyResponse.builder()
                      .groupName(group.name())
                      .policyName(request.policyName())
                      .policyDocument(Documents.encoded(document))
                      .build());
        });
  }
}
