package argosy.api.ec2;

import argosy.api.Context;
import argosy.domain.network.ChangeRoutes;
import argosy.domain.network.NetworkErrors;
import argosy.domain.network.RouteTable;
import argosy.domain.network.RouteTable.Route;
import argosy.domain.state.Picture;
import argosy.wire.Answer;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;

/// How route tables look in answers, and routes in requests.
final class RouteTableView {
  private RouteTableView() {}

  static software.amazon.awssdk.services.ec2.model.RouteTable of(
      Picture picture, RouteTable table) {
    return software.amazon.awssdk.services.ec2.model.RouteTable.builder()
        .routeTableId(table.id())
        .vpcId(table.vpc())
        .ownerId(table.account())
        .routes(table.routes().stream().map(it -> route(picture, table.vpc(), it)).toList())
        .associations(table.associations().stream().map(it -> association(table, it)).toList())
        .tags(Tagging.view(table.tags()))
        .build();
  }

  private static RouteTableAssociation association(
      RouteTable table, RouteTable.Association association) {
    return RouteTableAssociation.builder()
        .routeTableAssociationId(association.id())
        .routeTableId(table.id())
        .subnetId(association.subnet().orElse(null))
        .main(association.main())
        .associationState(it -> it.state("associated"))
        .build();
  }

  private static software.amazon.awssdk.services.ec2.model.Route route(
      Picture picture, String vpc, Route route) {
    var view =
        software.amazon.awssdk.services.ec2.model.Route.builder()
            .origin(origin(route.origin()))
            .state(state(picture, vpc, route));
    String to = route.destination();
    if (to.startsWith("pl-")) {
      view.destinationPrefixListId(to);
    } else if (to.contains(":")) {
      view.destinationIpv6CidrBlock(to);
    } else {
      view.destinationCidrBlock(to);
    }
    return switch (route.target()) {
      case LOCAL, INTERNET_GATEWAY, ENDPOINT -> view.gatewayId(route.id()).build();
      case EGRESS_ONLY_GATEWAY -> view.egressOnlyInternetGatewayId(route.id()).build();
      case NAT_GATEWAY -> view.natGatewayId(route.id()).build();
      case NETWORK_INTERFACE -> view.networkInterfaceId(route.id()).build();
    };
  }

  static String state(Picture picture, String vpc, Route route) {
    return route.leadsSomewhere(picture, vpc) ? "active" : "blackhole";
  }

  static String origin(Route.Origin origin) {
    return switch (origin) {
      case TABLE -> "CreateRouteTable";
      case CREATED -> "CreateRoute";
    };
  }

  /// What filters find: destinations that have something in them.
  static Function<RouteTable, Stream<?>> destinations(String mark) {
    return table -> table.routes().stream().map(Route::destination).filter(it -> it.contains(mark));
  }

  /// What filters find: where routes of one kind lead.
  static Function<RouteTable, Stream<?>> to(Route.Target target) {
    return table -> table.routes().stream().filter(it -> it.target() == target).map(Route::id);
  }

  /// Reads a route, which has one destination and leads to one thing.
  static Answer wanted(
      String table,
      Stream<@Nullable String> destinations,
      Stream<@Nullable String> targets,
      Function<ChangeRoutes.Wanted, Answer> then) {
    List<String> to = destinations.<String>flatMap(Stream::ofNullable).toList();
    List<String> by = targets.<String>flatMap(Stream::ofNullable).toList();
    if (to.size() != 1 || by.size() != 1) {
      return Context.refuse(
          NetworkErrors.combination(
              "A route has one of DestinationCidrBlock and DestinationIpv6CidrBlock, and one of"
                  + " GatewayId, EgressOnlyInternetGatewayId, NatGatewayId and"
                  + " NetworkInterfaceId."));
    }
    return then.apply(new ChangeRoutes.Wanted(table, to.getFirst(), by.getFirst()));
  }
}
