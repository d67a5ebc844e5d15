package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.ChangeInternetGateway;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ec2.model.DeleteInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DeleteInternetGatewayResponse;

/// Deletes an internet gateway that is attached to no VPC.
final class DeleteInternetGateway implements Action<DeleteInternetGatewayRequest> {

  @Override
  public Answer perform(DeleteInternetGatewayRequest request, Context context) {
    return context.ask(
        (picture, _, _) -> ChangeInternetGateway.delete(picture, request.internetGatewayId()),
        _ -> DeleteInternetGatewayResponse.builder().build());
  }
}
