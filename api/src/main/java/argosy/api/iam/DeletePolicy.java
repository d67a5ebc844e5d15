package argosy.api.iam;

import argosy.api.Action;
import argosy.api.Context;
import argosy.wire.Answer;
import software.amazon.awssdk.services.iam.model.DeletePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyResponse;

/// Deletes a managed policy that is attached to nobody.
final class DeletePolicy implements Action<DeletePolicyRequest> {

  @Override
  public Answer perform(DeletePolicyRequest request, Context context) {

    return context.ask(
        (picture, _, _) -> argosy.domain.iam.DeletePolicy.decide(picture, request.policyArn()),
        _ -> DeletePolicyResponse.builder().build());
  }
}
