package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.ChangeVpc;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ec2.model.DeleteVpcRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcResponse;

/// Deletes a VPC that nothing is in.
final class DeleteVpc implements Action<DeleteVpcRequest> {

  @Override
  public Answer perform(DeleteVpcRequest request, Context context) {
    return context.ask(
        (picture, _, _) -> ChangeVpc.delete(picture, request.vpcId()),
        _ -> DeleteVpcResponse.builder().build());
  }
}
