package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.ChangeNetworkAcl;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkAclEntryRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkAclEntryResponse;

/// Deletes an entry of a network ACL.
final class DeleteNetworkAclEntry implements Action<DeleteNetworkAclEntryRequest> {

  @Override
  public Answer perform(DeleteNetworkAclEntryRequest request, Context context) {
    return context.ask(
        (picture, _, _) ->
            ChangeNetworkAcl.remove(
                picture, request.networkAclId(), request.ruleNumber(), request.egress()),
        _ -> DeleteNetworkAclEntryResponse.builder().build());
  }
}
