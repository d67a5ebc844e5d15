package argosy.api.iam;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.iam.Membership;
import argosy.wire.Answer;
import software.amazon.awssdk.services.iam.model.RemoveUserFromGroupRequest;
import software.amazon.awssdk.services.iam.model.RemoveUserFromGroupResponse;

/// Removes a user from a group.
final class RemoveUserFromGroup implements Action<RemoveUserFromGroupRequest> {

  @Override
  public Answer perform(RemoveUserFromGroupRequest request, Context context) {

    return context.ask(
        (picture, _, _) -> Membership.remove(picture, request.groupName(), request.userName()),
        _ -> RemoveUserFromGroupResponse.builder().build());
  }
}
