package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.ChangeRouteTable;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ec2.model.DisassociateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateRouteTableResponse;

/// Puts a subnet back into the main route table.
final class DisassociateRouteTable implements Action<DisassociateRouteTableRequest> {

  @Override
  public Answer perform(DisassociateRouteTableRequest request, Context context) {
    return context.ask(
        (picture, _, _) -> ChangeRouteTable.disassociate(picture, request.associationId()),
        _ -> DisassociateRouteTableResponse.builder().build());
  }
}
