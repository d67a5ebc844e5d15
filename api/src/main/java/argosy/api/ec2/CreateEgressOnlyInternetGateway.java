package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.ChangeEgressOnlyGateway;
import argosy.domain.network.Noun;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ec2.model.CreateEgressOnlyInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateEgressOnlyInternetGatewayResponse;

/// Makes an egress-only internet gateway, which is its VPC's from the beginning.
final class CreateEgressOnlyInternetGateway
    implements Action<CreateEgressOnlyInternetGatewayRequest> {

  @Override
  public Answer perform(CreateEgressOnlyInternetGatewayRequest request, Context context) {
    return Tagging.read(
        request.tagSpecifications(),
        Noun.EGRESS_ONLY_GATEWAY,
        tags ->
            context.ask(
                (picture, _, random) ->
                    ChangeEgressOnlyGateway.create(picture, request.vpcId(), tags, random),
                gateway ->
                    CreateEgressOnlyInternetGatewayResponse.builder()
                        .egressOnlyInternetGateway(GatewayView.of(gateway))
                        .clientToken(request.clientToken())
                        .build()));
  }
}
