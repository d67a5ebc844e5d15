package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.Noun;
import argosy.wire.Answer;
import java.util.Objects;
import software.amazon.awssdk.services.ec2.model.CreateVpcRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcResponse;

/// Makes a VPC with a main route table, a network ACL and a security group.
final class CreateVpc implements Action<CreateVpcRequest> {

  @Override
  public Answer perform(CreateVpcRequest request, Context context) {
    return Tagging.read(
        request.tagSpecifications(),
        Noun.VPC,
        tags ->
            Ranges.cidr(
                request.cidrBlock(),
                cidr -> {
                  var wanted =
                      new argosy.domain.network.CreateVpc.Wanted(
                          context.cell().id().account(),
                          cidr,
                          Boolean.TRUE.equals(request.amazonProvidedIpv6CidrBlock()),
                          Objects.requireNonNullElse(request.instanceTenancyAsString(), "default"),
                          tags);
                  return context.ask(
                      (picture, _, random) ->
                          argosy.domain.network.CreateVpc.decide(picture, wanted, random),
                      vpc -> CreateVpcResponse.builder().vpc(VpcView.of(context, vpc)).build());
                }));
  }
}
