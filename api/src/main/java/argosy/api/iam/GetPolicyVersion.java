package argosy.api.iam;

import argosy.api.Action;
import argosy.api.Context;
import argosy.wire.Answer;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionResponse;

/// Tells what a managed policy says.
final class GetPolicyVersion implements Action<GetPolicyVersionRequest> {

  @Override
  public Answer perform(GetPolicyVersionRequest request, Context context) {

    return Named.version(
        context,
        request.policyArn(),
        request.versionId(),
        policy ->
            Context.reply(
                GetPolicyVersionResponse.builder()
                    .policyVersion(
                        Views.version(policy)
                            .document(Documents.encoded(policy.document()))
                            .build())
                    .build()));
  }
}
