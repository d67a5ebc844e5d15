package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.Noun;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ec2.model.CreateSubnetRequest;
import software.amazon.awssdk.services.ec2.model.CreateSubnetResponse;

/// Makes a subnet.
final class CreateSubnet implements Action<CreateSubnetRequest> {

  @Override
  public Answer perform(CreateSubnetRequest request, Context context) {
    return Tagging.read(
        request.tagSpecifications(),
        Noun.SUBNET,
        tags ->
            Ranges.cidr(
                request.cidrBlock(),
                cidr ->
                    Ranges.cidr6(
                        request.ipv6CidrBlock(),
                        ipv6 ->
                            SubnetView.zone(
                                context,
                                request.availabilityZone(),
                                request.availabilityZoneId(),
                                zone ->
                                    made(
                                        context,
                                        new argosy.domain.network.CreateSubnet.Wanted(
                                            context.cell().id(),
                                            request.vpcId(),
                                            cidr,
                                            ipv6,
                                            zone,
                                            tags))))));
  }

  private static Answer made(Context context, argosy.domain.network.CreateSubnet.Wanted wanted) {
    return context.ask(
        (picture, _, random) -> argosy.domain.network.CreateSubnet.decide(picture, wanted, random),
        subnet ->
            CreateSubnetResponse.builder()
                .subnet(SubnetView.of(context.picture(), subnet))
                .build());
  }
}
