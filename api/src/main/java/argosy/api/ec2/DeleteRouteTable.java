package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.ChangeRouteTable;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ec2.model.DeleteRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.DeleteRouteTableResponse;

/// Deletes a route table that no subnet is in.
final class DeleteRouteTable implements Action<DeleteRouteTableRequest> {

  @Override
  public Answer perform(DeleteRouteTableRequest request, Context context) {
    return context.ask(
        (picture, _, _) -> ChangeRouteTable.delete(picture, request.routeTableId()),
        _ -> DeleteRouteTableResponse.builder().build());
  }
}
