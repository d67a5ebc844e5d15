package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.ChangeRouteTable;
import argosy.domain.network.Noun;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ec2.model.CreateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.CreateRouteTableResponse;

/// Makes a route table that leads nowhere but to the VPC itself.
final class CreateRouteTable implements Action<CreateRouteTableRequest> {

  @Override
  public Answer perform(CreateRouteTableRequest request, Context context) {
    return Tagging.read(
        request.tagSpecifications(),
        Noun.ROUTE_TABLE,
        tags ->
            context.ask(
                (picture, _, random) ->
                    ChangeRouteTable.create(picture, request.vpcId(), tags, random),
                table ->
                    CreateRouteTableResponse.builder()
                        .routeTable(RouteTableView.of(context.picture(), table))
                        .clientToken(request.clientToken())
                        .build()));
  }
}
