package argosy.domain.network;

import argosy.domain.error.EcsError;
import argosy.domain.network.RouteTable.Route;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Decides what changing the routes of a table means.
public final class ChangeRoutes {

  /// EC2's quota in a table.
  static final int ROUTES_MAX = 500;

  private static final String EGRESS_ONLY = "eigw";

  private ChangeRoutes() {}

  /// @param destination a range of addresses as the caller writes it, of version 4 or 6
  /// @param to the id of a gateway or an interface; its prefix says which
  public record Wanted(String table, String destination, String to) {}

  public static Outcome<RouteTable> create(Picture picture, Wanted wanted) {
    return changed(picture, wanted, false);
  }

  /// Puts a route in the place of the one with the same destination.
  public static Outcome<RouteTable> replace(Picture picture, Wanted wanted) {
    return changed(picture, wanted, true);
  }

  private static Outcome<RouteTable> changed(Picture picture, Wanted wanted, boolean replaces) {
    Optional<RouteTable> there = RouteTable.find(picture, wanted.table());
    if (there.isEmpty()) {
      return Outcome.refused(ChangeRouteTable.none(wanted.table()));
    }
    Optional<String> range = range(wanted.destination());
    if (range.isEmpty()) {
      return Outcome.refused(malformed(wanted.destination()));
    }
    RouteTable table = there.get();
    Optional<Route> old = table.to(range.get());
    Optional<EcsError> wrong =
        (replaces ? mayReplace(table, old, range.get()) : mayAdd(table, old, range.get()))
            .or(() -> target(picture, table, wanted.to()))
            .or(() -> ofOtherVersion(range.get(), wanted.to()));
    if (wrong.isPresent()) {
      return Outcome.refused(wrong.get());
    }
    var route = new Route(range.get(), kind(wanted.to()), wanted.to(), Route.Origin.CREATED);
    var routes = new ArrayList<>(table.routes());
    if (old.isPresent()) {
      routes.set(routes.indexOf(old.get()), route);
    } else {
      routes.add(route);
    }
    RouteTable changed = table.routing(routes);
    return Outcome.put(changed, changed);
  }

  public static Outcome<RouteTable> delete(Picture picture, String id, String destination) {
    Optional<RouteTable> there = RouteTable.find(picture, id);
    if (there.isEmpty()) {
      return Outcome.refused(ChangeRouteTable.none(id));
    }
    Optional<String> range = range(destination);
    if (range.isEmpty()) {
      return Outcome.refused(malformed(destination));
    }
    Optional<Route> old = there.get().to(range.get());
    if (old.isEmpty()) {
      return Outcome.refused(noRoute(there.get(), range.get()));
    }
    if (old.get().origin() == Route.Origin.TABLE) {
      return Outcome.refused(
          NetworkErrors.invalid(
              "cannot remove local route " + range.get() + " in route table " + id));
    }
    List<Route> left =
        there.get().routes().stream().filter(route -> !route.equals(old.get())).toList();
    RouteTable changed = there.get().routing(left);
    return Outcome.put(changed, changed);
  }

  private static Optional<String> range(String text) {
    return Cidr.parse(text).map(Cidr::toString).or(() -> Cidr6.parse(text).map(Cidr6::toString));
  }

  private static EcsError malformed(String destination) {
    return NetworkErrors.invalid(
        "Value ("
            + destination
            + ") for parameter destinationCidrBlock is invalid. This is not a valid CIDR block.");
  }

  private static Optional<EcsError> mayAdd(
      RouteTable table, Optional<Route> old, String destination) {
    if (old.isPresent()) {
      return Optional.of(
          new EcsError.Ec2(
              "RouteAlreadyExists", "The route identified by " + destination + " already exists."));
    }
    return table.routes().size() < ROUTES_MAX
        ? Optional.empty()
        : Optional.of(
            new EcsError.Ec2(
                "RouteLimitExceeded",
                "The maximum number of routes has been reached: " + ROUTES_MAX + "."));
  }

  private static Optional<EcsError> mayReplace(
      RouteTable table, Optional<Route> old, String destination) {
    if (old.isEmpty()) {
      return Optional.of(
          NetworkErrors.invalid(
              "There is no route defined for '"
                  + destination
                  + "' in the route table. Use CreateRoute instead."));
    }
    return old.get().origin() == Route.Origin.CREATED
        ? Optional.empty()
        : Optional.of(
            NetworkErrors.unsupported(
                "Argosy can't replace the local route of " + table.id() + "."));
  }

  private static EcsError noRoute(RouteTable table, String destination) {
    return new EcsError.Ec2(
        "InvalidRoute.NotFound",
        "no route with destination-cidr-block " + destination + " in route table " + table.id());
  }

  private static Route.Target kind(String id) {
    return switch (id.substring(0, id.indexOf('-'))) {
      case "igw" -> Route.Target.INTERNET_GATEWAY;
      case EGRESS_ONLY -> Route.Target.EGRESS_ONLY_GATEWAY;
      case "nat" -> Route.Target.NAT_GATEWAY;
      default -> Route.Target.NETWORK_INTERFACE;
    };
  }

  private static Optional<EcsError> target(Picture picture, RouteTable table, String id) {
    String prefix = id.substring(0, Math.max(0, id.indexOf('-')));
    return switch (prefix) {
      case "igw" -> gateway(picture, table, id);
      case EGRESS_ONLY ->
          EgressOnlyGateway.find(picture, id)
              .map(it -> apart(table, it.vpc(), id))
              .orElseGet(() -> Optional.of(Noun.EGRESS_ONLY_GATEWAY.notFound(id)));
      case "nat" ->
          NatGateway.find(picture, id)
              .filter(NatGateway::works)
              .map(it -> apart(table, it.vpc(), id))
              .orElse(
                  Optional.of(
                      new EcsError.Ec2(
                          "InvalidNatGatewayID.NotFound",
                          "The natGateway ID '" + id + "' does not exist")));
      case "eni" ->
          NetworkInterface.find(picture, id)
              .map(it -> apart(table, it.place().vpc(), id))
              .orElse(Optional.of(NetworkErrors.noInterface(id)));
      default -> Optional.of(NetworkErrors.notFound("InvalidGatewayID", "gateway ID", id));
    };
  }

  /// Packets of IPv4 don't leave by a gateway that is for IPv6 alone.
  private static Optional<EcsError> ofOtherVersion(String destination, String to) {
    return to.startsWith(EGRESS_ONLY + "-") && !destination.contains(":")
        ? Optional.of(
            NetworkErrors.invalid(
                "route destination "
                    + destination
                    + " doesn't support the target "
                    + to
                    + ", which is for IPv6 alone."))
        : Optional.empty();
  }

  private static Optional<EcsError> gateway(Picture picture, RouteTable table, String id) {
    Optional<InternetGateway> there = InternetGateway.find(picture, id);
    if (there.isEmpty()) {
      return Optional.of(NetworkErrors.notFound("InvalidGatewayID", "gateway ID", id));
    }
    return apart(table, String.valueOf(there.get().vpc()), id);
  }

  private static Optional<EcsError> apart(RouteTable table, String vpc, String id) {
    return vpc.equals(table.vpc())
        ? Optional.empty()
        : Optional.of(
            NetworkErrors.invalid(
                "route table "
                    + table.id()
                    + " and network gateway "
                    + id
                    + " belong to different networks"));
  }
}
