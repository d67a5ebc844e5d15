package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.ChangeInternetGateway;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ec2.model.DetachInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DetachInternetGatewayResponse;

/// Detaches an internet gateway from its VPC.
final class DetachInternetGateway implements Action<DetachInternetGatewayRequest> {

  @Override
  public Answer perform(DetachInternetGatewayRequest request, Context context) {
    return context.ask(
        (picture, _, _) ->
            ChangeInternetGateway.detach(picture, request.internetGatewayId(), request.vpcId()),
        _ -> DetachInternetGatewayResponse.builder().build());
  }
}
