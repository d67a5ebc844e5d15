package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.ChangeRoutes;
import argosy.wire.Answer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.CreateRouteRequest;
import software.amazon.awssdk.services.ec2.model.CreateRouteResponse;

/// Makes a route.
final class CreateRoute implements Action<CreateRouteRequest> {

  @Override
  public Answer perform(CreateRouteRequest request, Context context) {
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
                (picture, _, _) -> ChangeRoutes.create(picture, wanted),
                _ -> CreateRouteResponse.builder().returnValue(true).build()));
  }
}
