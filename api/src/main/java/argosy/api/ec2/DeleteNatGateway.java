package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.ChangeNatGateway;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ec2.model.DeleteNatGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNatGatewayResponse;

/// Deletes a NAT gateway, which stays visible for an hour.
final class DeleteNatGateway implements Action<DeleteNatGatewayRequest> {

  @Override
  public Answer perform(DeleteNatGatewayRequest request, Context context) {
    return context.ask(
        (picture, now, _) -> ChangeNatGateway.delete(picture, request.natGatewayId(), now),
        gateway -> DeleteNatGatewayResponse.builder().natGatewayId(gateway.id()).build());
  }
}
