package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.SubnetIpv6;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ec2.model.DisassociateSubnetCidrBlockRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateSubnetCidrBlockResponse;

/// Takes IPv6 addresses from a subnet.
final class DisassociateSubnetCidrBlock implements Action<DisassociateSubnetCidrBlockRequest> {

  @Override
  public Answer perform(DisassociateSubnetCidrBlockRequest request, Context context) {
    return context.ask(
        (picture, _, _) -> SubnetIpv6.disassociate(picture, request.associationId()),
        ranged ->
            DisassociateSubnetCidrBlockResponse.builder()
                .subnetId(ranged.subnet().id())
                .ipv6CidrBlockAssociation(SubnetView.range(ranged.range(), Tie.DISASSOCIATED))
                .build());
  }
}
