package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.ChangeVpc;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ec2.model.DisassociateVpcCidrBlockRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateVpcCidrBlockResponse;

/// Takes addresses from a VPC.
final class DisassociateVpcCidrBlock implements Action<DisassociateVpcCidrBlockRequest> {

  @Override
  public Answer perform(DisassociateVpcCidrBlockRequest request, Context context) {
    return context.ask(
        (picture, _, _) -> ChangeVpc.disassociate(picture, request.associationId()),
        ranged ->
            DisassociateVpcCidrBlockResponse.builder()
                .vpcId(ranged.vpc().id())
                .cidrBlockAssociation(VpcView.range(ranged, Tie.DISASSOCIATED))
                .ipv6CidrBlockAssociation(VpcView.ipv6(context, ranged, Tie.DISASSOCIATED))
                .build());
  }
}
