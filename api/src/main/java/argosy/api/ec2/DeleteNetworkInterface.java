package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.ChangeInterface;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkInterfaceResponse;

/// Deletes a network interface that nobody has.
final class DeleteNetworkInterface implements Action<DeleteNetworkInterfaceRequest> {

  @Override
  public Answer perform(DeleteNetworkInterfaceRequest request, Context context) {
    return context.ask(
        (picture, _, _) -> ChangeInterface.delete(picture, request.networkInterfaceId()),
        _ -> DeleteNetworkInterfaceResponse.builder().build());
  }
}
