package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.Cidr6;
import argosy.domain.network.NetworkErrors;
import argosy.domain.network.SubnetIpv6;
import argosy.wire.Answer;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.AssociateSubnetCidrBlockRequest;
import software.amazon.awssdk.services.ec2.model.AssociateSubnetCidrBlockResponse;

/// Gives a subnet IPv6 addresses.
final class AssociateSubnetCidrBlock implements Action<AssociateSubnetCidrBlockRequest> {

  @Override
  public Answer perform(AssociateSubnetCidrBlockRequest request, Context context) {
    Optional<Cidr6> cidr = Cidr6.parse(request.ipv6CidrBlock());
    return cidr.isEmpty()
        ? Context.refuse(NetworkErrors.malformedRange(request.ipv6CidrBlock()))
        : context.ask(
            (picture, _, random) ->
                SubnetIpv6.associate(picture, request.subnetId(), cidr.get(), random),
            ranged ->
                AssociateSubnetCidrBlockResponse.builder()
                    .subnetId(ranged.subnet().id())
                    .ipv6CidrBlockAssociation(SubnetView.range(ranged.range(), Tie.ASSOCIATED))
                    .build());
  }
}
