package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.ChangeNetworkAcl;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ec2.model.ReplaceNetworkAclAssociationRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceNetworkAclAssociationResponse;

/// Moves a subnet to another network ACL.
final class ReplaceNetworkAclAssociation implements Action<ReplaceNetworkAclAssociationRequest> {

  @Override
  public Answer perform(ReplaceNetworkAclAssociationRequest request, Context context) {
    return context.ask(
        (picture, _, random) ->
            ChangeNetworkAcl.associate(
                picture, request.associationId(), request.networkAclId(), random),
        association ->
            ReplaceNetworkAclAssociationResponse.builder()
                .newAssociationId(association.id())
                .build());
  }
}
