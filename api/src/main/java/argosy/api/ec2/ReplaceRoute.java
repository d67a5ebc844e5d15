package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.ChangeRoutes;
import argosy.wire.Answer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteResponse;

/// Puts a route in the place of another.
final class ReplaceRoute implements Action<ReplaceRouteRequest> {

  @Override
  public Answer perform(ReplaceRouteRequest request, Context context) {
    return RouteTableView.wanted(
        request.routeTableId(),
        Stream.of(request.destinationCidrBlock(), request.destinationIpv6CidrBlock()),
        Stream.of(
            request.gatewayId(),
            request.egressOnlyInternetGatewayId(),
            request.natGatewayId(),
            request.networkInterfaceId()),
        wanted ->
            context.ask(
                (picture, _, _) -> ChangeRoutes.replace(picture, wanted),
                _ -> ReplaceRouteResponse.builder().build()));
  }
}
