package argosy.api.iam;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.iam.Membership;
import argosy.wire.Answer;
import software.amazon.awssdk.services.iam.model.AddUserToGroupRequest;
import software.amazon.awssdk.services.iam.model.AddUserToGroupResponse;

/// Adds a user to a group.
final class AddUserToGroup implements Action<AddUserToGroupRequest> {

  @Override
  public Answer perform(AddUserToGroupRequest request, Context context) {

    return context.ask(
        (picture, _, _) -> Membership.add(picture, request.groupName(), request.userName()),
        _ -> AddUserToGroupResponse.builder().build());
  }
}
