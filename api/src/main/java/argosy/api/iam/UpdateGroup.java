package argosy.api.iam;

import argosy.api.Action;
import argosy.api.Context;
import argosy.wire.Answer;
import software.amazon.awssdk.services.iam.model.UpdateGroupRequest;
import software.amazon.awssdk.services.iam.model.UpdateGroupResponse;

/// Gives a group another name or path.
final class UpdateGroup implements Action<UpdateGroupRequest> {

  @Override
  public Answer perform(UpdateGroupRequest request, Context context) {

    return context.ask(
        (picture, _, _) ->
            argosy.domain.iam.UpdateGroup.decide(
                picture, request.groupName(), request.newGroupName(), request.newPath()),
        _ -> UpdateGroupResponse.builder().build());
  }
}
