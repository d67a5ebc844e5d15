package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.ChangeRouteTable;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteTableAssociationRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteTableAssociationResponse;

/// Moves a subnet, or what makes a table the main one, to another table.
final class ReplaceRouteTableAssociation implements Action<ReplaceRouteTableAssociationRequest> {

  @Override
  public Answer perform(ReplaceRouteTableAssociationRequest request, Context context) {
    return context.ask(
        (picture, _, random) ->
            ChangeRouteTable.replace(
                picture, request.associationId(), request.routeTableId(), random),
        association ->
            ReplaceRouteTableAssociationResponse.builder()
                .newAssociationId(association.id())
                .associationState(it -> it.state("associated"))
                .build());
  }
}
