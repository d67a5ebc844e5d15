package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.ChangeRouteTable;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ec2.model.AssociateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.AssociateRouteTableResponse;

/// Puts a subnet into a route table.
final class AssociateRouteTable implements Action<AssociateRouteTableRequest> {

  @Override
  public Answer perform(AssociateRouteTableRequest request, Context context) {
    return context.ask(
        (picture, _, random) ->
            ChangeRouteTable.associate(picture, request.routeTableId(), request.subnetId(), random),
        association ->
            AssociateRouteTableResponse.builder()
                .associationId(association.id())
                .associationState(it -> it.state("associated"))
                .build());
  }
}
