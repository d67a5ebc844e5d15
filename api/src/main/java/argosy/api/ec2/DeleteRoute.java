package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.ChangeRoutes;
import argosy.domain.network.NetworkErrors;
import argosy.wire.Answer;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.DeleteRouteRequest;
import software.amazon.awssdk.services.ec2.model.DeleteRouteResponse;

/// Deletes a route.
final class DeleteRoute implements Action<DeleteRouteRequest> {

  @Override
  public Answer perform(DeleteRouteRequest request, Context context) {
    Optional<String> destination =
        Optional.ofNullable(request.destinationCidrBlock())
            .or(() -> Optional.ofNullable(request.destinationIpv6CidrBlock()));
    return destination.isEmpty()
        ? Context.refuse(NetworkErrors.missing("DestinationCidrBlock"))
        : context.ask(
            (picture, _, _) ->
                ChangeRoutes.delete(picture, request.routeTableId(), destination.get()),
            _ -> DeleteRouteResponse.builder().build());
  }
}
