package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.ChangeEgressOnlyGateway;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ec2.model.DeleteEgressOnlyInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DeleteEgressOnlyInternetGatewayResponse;

/// Deletes an egress-only internet gateway.
final class DeleteEgressOnlyInternetGateway
    implements Action<DeleteEgressOnlyInternetGatewayRequest> {

  @Override
  public Answer perform(DeleteEgressOnlyInternetGatewayRequest request, Context context) {
    return context.ask(
        (picture, _, _) ->
            ChangeEgressOnlyGateway.delete(picture, request.egressOnlyInternetGatewayId()),
        _ -> DeleteEgressOnlyInternetGatewayResponse.builder().returnCode(true).build());
  }
}
