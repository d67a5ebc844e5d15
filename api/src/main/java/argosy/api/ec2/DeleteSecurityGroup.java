package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupResponse;

/// Deletes a security group that nothing needs.
final class DeleteSecurityGroup implements Action<DeleteSecurityGroupRequest> {

  @Override
  public Answer perform(DeleteSecurityGroupRequest request, Context context) {
    return GroupView.named(
        context,
        request.groupId(),
        request.groupName(),
        id ->
            context.ask(
                (picture, _, _) -> argosy.domain.network.CreateSecurityGroup.delete(picture, id),
                group -> DeleteSecurityGroupResponse.builder().groupId(group.id()).build()));
  }
}
