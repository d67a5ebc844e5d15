package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.ChangeNetworkAcl;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkAclRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkAclResponse;

/// Deletes a network ACL that no subnet is in.
final class DeleteNetworkAcl implements Action<DeleteNetworkAclRequest> {

  @Override
  public Answer perform(DeleteNetworkAclRequest request, Context context) {
    return context.ask(
        (picture, _, _) -> ChangeNetworkAcl.delete(picture, request.networkAclId()),
        _ -> DeleteNetworkAclResponse.builder().build());
  }
}
