package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.ChangeInternetGateway;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ec2.model.AttachInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.AttachInternetGatewayResponse;

/// Attaches an internet gateway to a VPC.
final class AttachInternetGateway implements Action<AttachInternetGatewayRequest> {

  @Override
  public Answer perform(AttachInternetGatewayRequest request, Context context) {
    return context.ask(
        (picture, _, _) ->
            ChangeInternetGateway.attach(picture, request.internetGatewayId(), request.vpcId()),
        _ -> AttachInternetGatewayResponse.builder().build());
  }
}
