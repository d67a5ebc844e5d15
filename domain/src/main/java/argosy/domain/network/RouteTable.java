package argosy.domain.network;

import argosy.domain.state.Index;
import argosy.domain.state.Key;
import argosy.domain.state.Kind;
import argosy.domain.state.Picture;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/// Where packets go that leave the subnets of a table. A subnet that is in no table's associations
/// is in the VPC's main one.
public record RouteTable(
    String id,
    String account,
    String vpc,
    List<Route> routes,
    List<Association> associations,
    SortedMap<String, String> tags)
    implements Tagged {

  private static final Index<RouteTable> BY_VPC =
      new Index<>("route-table-by-vpc", table -> Optional.of(table.vpc()));

  public static final Kind<RouteTable> KIND =
      new Kind<>("route-table", RouteTable.class, List.of(BY_VPC));

  /// Where packets to some addresses go.
  ///
  /// @param destination a range of addresses, or the id of a prefix list
  public record Route(String destination, Target target, String id, Origin origin) {

    /// What the id names.
    public enum Target {
      LOCAL,
      INTERNET_GATEWAY,
      EGRESS_ONLY_GATEWAY,
      NAT_GATEWAY,
      NETWORK_INTERFACE,
      ENDPOINT
    }

    /// Whether it came with the table or was made for itself.
    public enum Origin {
      TABLE,
      CREATED
    }

    /// Of the VPC's own addresses.
    static Route local(Cidr range) {
      return local(range.toString());
    }

    static Route local(Cidr6 range) {
      return local(range.toString());
    }

    private static Route local(String range) {
      return new Route(range, Target.LOCAL, "local", Origin.TABLE);
    }

    /// Whether what it leads to is there, in this VPC.
    public boolean leadsSomewhere(Picture picture, String vpc) {
      return switch (target) {
        case LOCAL -> true;
        case INTERNET_GATEWAY ->
            InternetGateway.find(picture, id).filter(it -> vpc.equals(it.vpc())).isPresent();
        case EGRESS_ONLY_GATEWAY -> EgressOnlyGateway.find(picture, id).isPresent();
        case NAT_GATEWAY -> NatGateway.find(picture, id).filter(NatGateway::works).isPresent();
        case NETWORK_INTERFACE ->
            NetworkInterface.find(picture, id).filter(it -> it.attachment() != null).isPresent();
        case ENDPOINT -> VpcEndpoint.find(picture, id).isPresent();
      };
    }
  }

  /// @param id `rtbassoc-…`
  /// @param subnet empty for the one that makes a table the main one of its VPC
  public record Association(String id, Optional<String> subnet) {
    public boolean main() {
      return subnet.isEmpty();
    }
  }

  public static Optional<RouteTable> find(Picture picture, String id) {
    return picture.find(KIND.key(id));
  }

  public static Collection<RouteTable> of(Picture picture, String vpc) {
    return picture.by(BY_VPC, vpc);
  }

  /// The main table of a VPC; each has one.
  public static RouteTable main(Picture picture, String vpc) {
    return of(picture, vpc).stream().filter(RouteTable::main).findFirst().orElseThrow();
  }

  /// The table that a subnet's packets go by.
  public static RouteTable of(Picture picture, Subnet subnet) {
    return of(picture, subnet.vpc()).stream()
        .filter(table -> table.subnets().anyMatch(subnet.id()::equals))
        .findFirst()
        .orElseGet(() -> main(picture, subnet.vpc()));
  }

  @Override
  public Key<RouteTable> key() {
    return KIND.key(id);
  }

  public boolean main() {
    return associations.stream().anyMatch(Association::main);
  }

  /// The subnets that are associated with it by name.
  public Stream<String> subnets() {
    return associations.stream().flatMap(it -> it.subnet().stream());
  }

  public Optional<Route> to(String destination) {
    return routes.stream().filter(route -> route.destination().equals(destination)).findFirst();
  }

  /// With a route of the VPC's own.
  RouteTable knowing(Route local) {
    return routing(Stream.concat(Stream.of(local), routes.stream()).toList());
  }

  RouteTable forgetting(Route local) {
    return routing(routes.stream().filter(route -> !route.equals(local)).toList());
  }

  RouteTable routing(List<Route> changed) {
    return new RouteTable(id, account, vpc, List.copyOf(changed), associations, tags);
  }

  RouteTable associated(List<Association> changed) {
    return new RouteTable(id, account, vpc, routes, List.copyOf(changed), tags);
  }

  @Override
  public RouteTable tagged(SortedMap<String, String> changed) {
    return new RouteTable(id, account, vpc, routes, associations, changed);
  }
}
