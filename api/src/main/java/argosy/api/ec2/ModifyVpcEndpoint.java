package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.ChangeEndpoint;
import argosy.domain.network.VpcEndpoint;
import argosy.wire.Answer;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointResponse;

/// Changes who reaches an endpoint, and how.
final class ModifyVpcEndpoint implements Action<ModifyVpcEndpointRequest> {

  @Override
  public Answer perform(ModifyVpcEndpointRequest request, Context context) {
    return context.ask(
        (picture, now, random) ->
            ChangeEndpoint.modify(
                picture, request.vpcEndpointId(), has -> changed(request, has), now, random),
        _ -> ModifyVpcEndpointResponse.builder().returnValue(true).build());
  }

  private static VpcEndpoint.Settings changed(
      ModifyVpcEndpointRequest request, VpcEndpoint.Settings has) {
    String policy = Boolean.TRUE.equals(request.resetPolicy()) ? EndpointView.OPEN : has.policy();
    return new VpcEndpoint.Settings(
        Objects.requireNonNullElse(request.policyDocument(), policy),
        changed(has.routeTables(), request.addRouteTableIds(), request.removeRouteTableIds()),
        changed(has.subnets(), request.addSubnetIds(), request.removeSubnetIds()),
        changed(has.groups(), request.addSecurityGroupIds(), request.removeSecurityGroupIds()),
        Objects.requireNonNullElse(request.privateDnsEnabled(), has.privateDns()));
  }

  private static List<String> changed(List<String> has, List<String> more, List<String> fewer) {
    return Stream.concat(has.stream(), more.stream())
        .distinct()
        .filter(id -> !fewer.contains(id))
        .toList();
  }
}
