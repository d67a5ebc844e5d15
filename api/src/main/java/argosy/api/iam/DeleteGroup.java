package argosy.api.iam;

import argosy.api.Action;
import argosy.api.Context;
import argosy.wire.Answer;
import software.amazon.awssdk.services.iam.model.DeleteGroupRequest;
import software.amazon.awssdk.services.iam.model.DeleteGroupResponse;

/// Deletes a group that has neither users nor policies.
final class DeleteGroup implements Action<DeleteGroupRequest> {

  @Override
  public Answer perform(DeleteGroupRequest request, Context context) {

    return context.ask(
        (picture, _, _) -> argosy.domain.iam.DeleteGroup.decide(picture, request.groupName()),
        _ -> DeleteGroupResponse.builder().build());
  }
}
