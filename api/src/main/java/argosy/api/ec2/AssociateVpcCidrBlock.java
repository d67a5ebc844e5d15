package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.ChangeVpc;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ec2.model.AssociateVpcCidrBlockRequest;
import software.amazon.awssdk.services.ec2.model.AssociateVpcCidrBlockResponse;

/// Gives a VPC more addresses.
final class AssociateVpcCidrBlock implements Action<AssociateVpcCidrBlockRequest> {

  @Override
  public Answer perform(AssociateVpcCidrBlockRequest request, Context context) {
    return Ranges.cidr(
        request.cidrBlock(),
        cidr ->
            context.ask(
                (picture, _, random) -> ChangeVpc.associate(picture, request.vpcId(), cidr, random),
                ranged ->
                    AssociateVpcCidrBlockResponse.builder()
                        .vpcId(ranged.vpc().id())
                        .cidrBlockAssociation(VpcView.range(ranged.range()))
                        .build()));
  }
}
