package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ec2.model.CreateDefaultVpcRequest;
import software.amazon.awssdk.services.ec2.model.CreateDefaultVpcResponse;

/// Makes the default VPC anew.
final class CreateDefaultVpc implements Action<CreateDefaultVpcRequest> {

  @Override
  public Answer perform(CreateDefaultVpcRequest request, Context context) {
    return context.ask(
        (picture, _, random) ->
            argosy.domain.network.CreateVpc.decideDefault(picture, context.cell().id(), random),
        vpc -> CreateDefaultVpcResponse.builder().vpc(VpcView.of(context, vpc)).build());
  }
}
