package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.ChangeSubnet;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ec2.model.DeleteSubnetRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSubnetResponse;

/// Deletes a subnet that nothing is in.
final class DeleteSubnet implements Action<DeleteSubnetRequest> {

  @Override
  public Answer perform(DeleteSubnetRequest request, Context context) {
    return context.ask(
        (picture, _, _) -> ChangeSubnet.delete(picture, request.subnetId()),
        _ -> DeleteSubnetResponse.builder().build());
  }
}
