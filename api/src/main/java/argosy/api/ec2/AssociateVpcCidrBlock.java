package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.ChangeVpc;
import argosy.domain.network.NetworkErrors;
import argosy.domain.network.VpcIpv6;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ec2.model.AssociateVpcCidrBlockRequest;
import software.amazon.awssdk.services.ec2.model.AssociateVpcCidrBlockResponse;

/// Gives a VPC more addresses.
final class AssociateVpcCidrBlock implements Action<AssociateVpcCidrBlockRequest> {

  @Override
  public Answer perform(AssociateVpcCidrBlockRequest request, Context context) {
    boolean six = Boolean.TRUE.equals(request.amazonProvidedIpv6CidrBlock());
    String said = request.cidrBlock();
    if (six == (said != null)) {
      return Context.refuse(
          six
              ? NetworkErrors.combination(
                  "Associate either CidrBlock or AmazonProvidedIpv6CidrBlock.")
              : NetworkErrors.missing("CidrBlock"));
    }
    return six
        ? context.ask(
            (picture, _, random) -> VpcIpv6.associate(picture, request.vpcId(), random),
            ranged -> view(context, ranged))
        : Ranges.cidr(
            said,
            cidr ->
                context.ask(
                    (picture, _, random) ->
                        ChangeVpc.associate(picture, request.vpcId(), cidr, random),
                    ranged -> view(context, ranged)));
  }

  private static AssociateVpcCidrBlockResponse view(Context context, ChangeVpc.Ranged ranged) {
    return AssociateVpcCidrBlockResponse.builder()
        .vpcId(ranged.vpc().id())
        .cidrBlockAssociation(VpcView.range(ranged, Tie.ASSOCIATED))
        .ipv6CidrBlockAssociation(VpcView.ipv6(context, ranged, Tie.ASSOCIATED))
        .build();
  }
}
