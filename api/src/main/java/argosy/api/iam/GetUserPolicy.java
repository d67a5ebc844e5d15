package argosy.api.iam;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.iam.ChangeGrants;
import argosy.domain.iam.Document;
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
        user -> {
          Document document = user.grants().inline().get(request.policyName());
          return document == null
              ? Context.refuse(ChangeGrants.noInline(user, request.policyName()))
              : Context.reply(
                  GetUserPolicyResponse.builder()
                      .userName(user.name())
                      .policyName(request.policyName())
                      .policyDocument(Documents.encoded(document))
                      .build());
        });
  }
}
