package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.Noun;
import argosy.domain.network.RouteTable;
import argosy.domain.network.RouteTable.Association;
import argosy.domain.network.RouteTable.Route;
import argosy.wire.Answer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesResponse;

/// Tells of route tables.
final class DescribeRouteTables implements Action<DescribeRouteTablesRequest> {
  private static final Listing<RouteTable> LISTING =
      new Listing<>(Noun.ROUTE_TABLE, RouteTable.KIND, DescribeRouteTables::filters);

  private static Filters<RouteTable> filters() {
    return Filters.<RouteTable>none()
        .by("route-table-id", RouteTable::id)
        .by("vpc-id", RouteTable::vpc)
        .by("owner-id", RouteTable::account)
        .any("association.main", it -> it.associations().stream().map(Association::main))
        .any(
            "association.route-table-association-id",
            it -> it.associations().stream().map(Association::id))
        .any("association.route-table-id", it -> it.associations().stream().map(_ -> it.id()))
        .any("association.subnet-id", RouteTable::subnets)
        .any("association.gateway-id", _ -> Stream.of())
        .any("route.destination-cidr-block", RouteTableView.destinations("."))
        .any("route.destination-ipv6-cidr-block", RouteTableView.destinations(":"))
        .any("route.destination-prefix-list-id", RouteTableView.destinations("pl-"))
        .any("route.gateway-id", RouteTableView.to(Route.Target.INTERNET_GATEWAY))
        .any(
            "route.egress-only-internet-gateway-id",
            RouteTableView.to(Route.Target.EGRESS_ONLY_GATEWAY))
        .any("route.nat-gateway-id", RouteTableView.to(Route.Target.NAT_GATEWAY))
        .any("route.instance-id", _ -> Stream.of())
        .any("route.transit-gateway-id", _ -> Stream.of())
        .any("route.vpc-peering-connection-id", _ -> Stream.of())
        .any(
            "route.origin",
            it -> it.routes().stream().map(route -> RouteTableView.origin(route.origin())))
        .with(
            (picture, it) ->
                it.routes().stream().map(route -> RouteTableView.state(picture, it.vpc(), route)),
            "route.state");
  }

  @Override
  public Answer perform(DescribeRouteTablesRequest request, Context context) {
    return LISTING.answer(
        context,
        new Listing.Asked(
            request.routeTableIds(), request.filters(), request.nextToken(), request.maxResults()),
        page ->
            DescribeRouteTablesResponse.builder()
                .routeTables(
                    page.items().stream()
                        .map(it -> RouteTableView.of(context.picture(), it))
                        .toList())
                .nextToken(page.nextToken())
                .build());
  }
}
