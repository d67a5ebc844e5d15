package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.ChangeInternetGateway;
import argosy.domain.network.Noun;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ec2.model.CreateInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateInternetGatewayResponse;

/// Makes an internet gateway that is attached to no VPC.
final class CreateInternetGateway implements Action<CreateInternetGatewayRequest> {

  @Override
  public Answer perform(CreateInternetGatewayRequest request, Context context) {
    return Tagging.read(
        request.tagSpecifications(),
        Noun.INTERNET_GATEWAY,
        tags ->
            context.ask(
                (picture, _, random) ->
                    ChangeInternetGateway.create(
                        picture, context.cell().id().account(), tags, random),
                gateway ->
                    CreateInternetGatewayResponse.builder()
                        .internetGateway(GatewayView.of(gateway))
                        .build()));
  }
}
