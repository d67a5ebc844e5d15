package argosy.domain.network;

import argosy.domain.error.EcsError;
import argosy.domain.id.CellId;
import argosy.domain.id.Ids;
import argosy.domain.network.DraftInterface.Drafted;
import argosy.domain.network.RouteTable.Route;
import argosy.domain.network.VpcEndpoint.Settings;
import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// Decides what making, changing and deleting a VPC's endpoint means.
public final class ChangeEndpoint {

  /// EC2's quota of a VPC.
  static final int ENDPOINTS_MAX = 50;

  private static final String REQUESTER = "amazon-vpce";

  private ChangeEndpoint() {}

  public record Wanted(
      CellId cell,
      String vpc,
      VpcEndpoint.Type type,
      String service,
      Settings settings,
      SortedMap<String, String> tags) {}

  public static Outcome<VpcEndpoint> create(
      Picture picture, Wanted wanted, Instant now, RandomGenerator random) {
    Optional<Vpc> vpc = Vpc.find(picture, wanted.vpc());
    if (vpc.isEmpty()) {
      return Outcome.refused(NetworkErrors.noVpc(wanted.vpc()));
    }
    Optional<EcsError> wrong = service(wanted).or(() -> full(picture, wanted.vpc()));
    if (wrong.isPresent()) {
      return Outcome.refused(wrong.get());
    }
    List<String> groups =
        wanted.type() == VpcEndpoint.Type.INTERFACE && wanted.settings().groups().isEmpty()
            ? List.of(
                SecurityGroup.named(picture, wanted.vpc(), SecurityGroup.DEFAULT)
                    .orElseThrow()
                    .id())
            : wanted.settings().groups();
    var endpoint =
        new VpcEndpoint(
            Ids.ec2("vpce", random),
            wanted.cell().account(),
            wanted.vpc(),
            wanted.type(),
            wanted.service(),
            wanted.settings(),
            List.of(),
            now,
            wanted.tags());
    Settings settings =
        new Settings(
            wanted.settings().policy(),
            wanted.settings().routeTables(),
            wanted.settings().subnets(),
            groups,
            wanted.settings().privateDns());
    return put(picture, endpoint, settings, now, random);
  }

  /// Gives an endpoint other settings.
  public static Outcome<VpcEndpoint> modify(
      Picture picture,
      String id,
      UnaryOperator<Settings> change,
      Instant now,
      RandomGenerator random) {
    Optional<VpcEndpoint> there = VpcEndpoint.find(picture, id);
    return there.isEmpty()
        ? Outcome.refused(none(id))
        : put(picture, there.get(), change.apply(there.get().settings()), now, random);
  }

  /// Makes routes and interfaces be what the settings say.
  private static Outcome<VpcEndpoint> put(
      Picture picture,
      VpcEndpoint endpoint,
      Settings settings,
      Instant now,
      RandomGenerator random) {
    var changes = new ArrayList<Change>();
    Optional<EcsError> wrong = route(picture, endpoint, settings, changes);
    if (wrong.isPresent()) {
      return Outcome.refused(wrong.get());
    }
    var interfaces = new ArrayList<String>();
    List<String> missing = new ArrayList<>(settings.subnets());
    for (String id : endpoint.networkInterfaces()) {
      NetworkInterface has = NetworkInterface.find(picture, id).orElseThrow();
      if (missing.remove(has.place().subnet())) {
        interfaces.add(id);
        changes.add(new Change.Put(has.in(settings.groups())));
      } else {
        changes.addAll(ChangeInterface.gone(picture, has));
      }
    }
    AddressPool pool = AddressPool.of(picture);
    for (String subnet : missing) {
      switch (DraftInterface.of(picture, pool, draft(endpoint, subnet, settings), now, random)) {
        case Drafted.Refused(EcsError error) -> {
          return Outcome.refused(error);
        }
        case Drafted.Made(NetworkInterface made) -> {
          interfaces.add(made.id());
          changes.add(new Change.Put(made.attached(attachment(endpoint, now, random))));
        }
      }
    }
    VpcEndpoint changed = endpoint.with(settings, interfaces);
    changes.add(new Change.Put(changed));
    return new Outcome.Accepted<>(changes, List.of(), changed);
  }

  private static DraftInterface.Wanted draft(
      VpcEndpoint endpoint, String subnet, Settings settings) {
    return new DraftInterface.Wanted(
        subnet,
        settings.groups(),
        "VPC Endpoint Interface " + endpoint.id(),
        NetworkInterface.Type.VPC_ENDPOINT,
        REQUESTER,
        null,
        false,
        new Ipv6Wish.None(),
        new TreeMap<>());
  }

  private static NetworkInterface.Attachment attachment(
      VpcEndpoint endpoint, Instant now, RandomGenerator random) {
    return new NetworkInterface.Attachment(
        Ids.ec2("ela-attach", random),
        endpoint.id(),
        NetworkInterface.Attachment.ATTACHED,
        1,
        false,
        now);
  }

  /// Adds the routes of a gateway to the tables that are named, and takes them from all others.
  private static Optional<EcsError> route(
      Picture picture, VpcEndpoint endpoint, Settings settings, List<Change> changes) {
    for (String id : settings.routeTables()) {
      if (RouteTable.find(picture, id).filter(it -> it.vpc().equals(endpoint.vpc())).isEmpty()) {
        return Optional.of(
            new EcsError.Ec2(
                "InvalidRouteTableId.NotFound",
                "The routeTable ID '" + id + "' does not exist in " + endpoint.vpc()));
      }
    }
    for (RouteTable table : RouteTable.of(picture, endpoint.vpc())) {
      Stream<Route> others =
          table.routes().stream().filter(route -> !route.id().equals(endpoint.id()));
      Stream<Route> own =
          settings.routeTables().contains(table.id())
              ? PrefixLists.named(region(endpoint.service()), endpoint.service()).stream()
                  .map(list ->
                      new Route(
                          list.id(), Route.Target.ENDPOINT, endpoint.id(), Route.Origin.CREATED))
              : Stream.empty();
      List<Route> routes = Stream.concat(others, own).toList();
      if (!routes.equals(table.routes())) {
        changes.add(new Change.Put(table.routing(routes)));
      }
    }
    return Optional.empty();
  }

  /// Of `com.amazonaws.us-east-1.s3`.
  private static String region(String service) {
    String[] words = service.split("\\.", -1);
    return words.length > 2 ? words[2] : "";
  }

  private static Optional<EcsError> service(Wanted wanted) {
    boolean known =
        wanted.type() == VpcEndpoint.Type.INTERFACE
            ? wanted.service().startsWith("com.amazonaws." + wanted.cell().region() + ".")
            : PrefixLists.named(wanted.cell().region(), wanted.service()).isPresent();
    return known
        ? Optional.empty()
        : Optional.of(
            new EcsError.Ec2(
                "InvalidServiceName",
                "The Vpc Endpoint Service '" + wanted.service() + "' does not exist"));
  }

  private static Optional<EcsError> full(Picture picture, String vpc) {
    return VpcEndpoint.of(picture, vpc).size() < ENDPOINTS_MAX
        ? Optional.empty()
        : Optional.of(
            new EcsError.Ec2(
                "VpcEndpointLimitExceeded",
                "The maximum number of VPC endpoints has been reached: " + ENDPOINTS_MAX + "."));
  }

  public static Outcome<VpcEndpoint> delete(Picture picture, String id) {
    Optional<VpcEndpoint> there = VpcEndpoint.find(picture, id);
    if (there.isEmpty()) {
      return Outcome.refused(none(id));
    }
    var changes = new ArrayList<Change>();
    for (RouteTable table : RouteTable.of(picture, there.get().vpc())) {
      List<Route> left = table.routes().stream().filter(route -> !route.id().equals(id)).toList();
      if (!left.equals(table.routes())) {
        changes.add(new Change.Put(table.routing(left)));
      }
    }
    for (String of : there.get().networkInterfaces()) {
      NetworkInterface.find(picture, of)
          .ifPresent(it -> changes.addAll(ChangeInterface.gone(picture, it)));
    }
    changes.add(new Change.Delete(there.get().key()));
    return new Outcome.Accepted<>(changes, List.of(), there.get());
  }

  public static EcsError none(String id) {
    return new EcsError.Ec2(
        "InvalidVpcEndpointId.NotFound", "The Vpc Endpoint Id '" + id + "' does not exist");
  }
}
