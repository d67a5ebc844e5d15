package argosy.domain.task;

import argosy.domain.cluster.Cluster;
import argosy.domain.error.EcsError;
import argosy.domain.id.CapacityProviderArn;
import argosy.domain.id.TaskArn;
import argosy.domain.instance.Instance;
import argosy.domain.network.AddressPool;
import argosy.domain.placement.Constraint;
import argosy.domain.placement.Placement;
import argosy.domain.placement.Room;
import argosy.domain.placement.Veto;
import argosy.domain.placement.Wanted;
import argosy.domain.state.Picture;
import argosy.domain.taskdef.Definition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.PlacementConstraint;
import software.amazon.awssdk.services.ecs.model.PlacementStrategy;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.Tag;

/// Finds places for tasks that are all alike: each goes by one of several routes, and takes its
/// room there. Single-threaded.
public final class Recruits {
  /// As ECS says that Fargate has no room.
  public static final String FARGATE_LACKS =
      "Capacity is unavailable at this time. Please try again later or in a different availability"
          + " zone";

  private final Draft draft;
  private final Wiring wiring;
  private final Wanted wanted;
  private final List<Lane> lanes;
  private final Shares shares;
  private @Nullable Lane full;
  private boolean unwired;

  /// A route, and the choice among the instances that lie on it. No instance lies on two.
  ///
  /// @param hosted the zones that have instances
  /// @param zones what the choice knows of where there are addresses
  private record Lane(
      Route route, Set<String> hosted, List<Constraint> zones, Placement placement) {

    static Lane of(Route route, Ground ground, Recruits of, RandomGenerator random) {
      Room room = (route.isFargate() ? ground.fargate() : ground.room()).only(route::reaches);
      Set<String> hosted = of.wiring.isWanted() ? room.zones() : Set.of();
      return of(route, hosted, room, of, random);
    }

    private static Lane of(
        Route route, Set<String> hosted, Room room, Recruits of, RandomGenerator random) {
      List<Constraint> zones = of.wiring.constraints(hosted);
      return new Lane(route, hosted, zones, new Placement(room, of.wanted.with(zones), random));
    }

    /// The same lane, by the addresses that there are now.
    Lane renewed(Recruits of, RandomGenerator random) {
      return zones.equals(of.wiring.constraints(hosted))
          ? this
          : of(route, hosted, placement.room(), of, random);
    }

    boolean isNowhere() {
      return route.provider() == null && !route.isFargate() && placement.isEmpty();
    }
  }

  /// What is left for tasks of a cluster.
  ///
  /// @param room of its instances
  /// @param fargate of the hosts of Fargate
  record Ground(Room room, Room fargate) {}

  /// @param have how many tasks there are already by the names of capacity providers
  Recruits(Ground ground, Terms.Ready terms, Map<String, Integer> have, RandomGenerator random) {
    this.draft = terms.draft();
    this.wiring = terms.wiring();
    this.wanted = terms.wanted();
    this.lanes =
        terms.routes().stream()
            .map(way -> Lane.of(way, ground, this, random))
            .collect(Collectors.toCollection(ArrayList::new));
    this.shares =
        new Shares(
            terms.routes(),
            terms.routes().stream()
                .mapToInt(r -> r.provider() == null ? 0 : have.getOrDefault(r.provider(), 0))
                .toArray());
  }

  /// What a service asks of its tasks.
  ///
  /// @param group `service:` and the service's name
  /// @param startedBy the name of the deployment
  /// @param tags of the service, where it hands them on
  /// @param propagate whose tags they get besides
  /// @param managed tags of AWS that they get; none if it doesn't want them
  /// @param type null where capacity providers are asked for, or the cluster's default
  /// @param addresses of the decision that it is for
  public record Wish(
      Definition definition,
      String group,
      String startedBy,
      List<Tag> tags,
      @Nullable PropagateTags propagate,
      boolean managed,
      @Nullable LaunchType type,
      List<CapacityProviderStrategyItem> capacity,
      List<PlacementConstraint> constraints,
      List<PlacementStrategy> strategies,
      @Nullable NetworkConfiguration network,
      @Nullable String platformVersion,
      AddressPool addresses) {}

  /// Those who find places, or why nobody ever can.
  public sealed interface Found {
    record Ready(Recruits recruits) implements Found {}

    record Refused(EcsError error) implements Found {}
  }

  /// @param have how many tasks of the service there are by the names of capacity providers
  public static Found of(
      Picture picture,
      Cluster cluster,
      Wish wish,
      Map<String, Integer> have,
      RandomGenerator random) {
    return switch (Terms.of(picture, cluster, wish)) {
      case Terms.Refused(EcsError error) -> new Found.Refused(error);
      case Terms.Ready terms -> {
        Precedence first = Precedence.of(picture, cluster);
        var ground = new Ground(first.room(), Rooms.fargate(picture));
        yield new Found.Ready(new Recruits(ground, terms.with(first.constraints()), have, random));
      }
    };
  }

  /// True if there is no instance at all that could ever take one of them.
  public boolean areNowhere() {
    return lanes.stream().allMatch(Lane::isNowhere);
  }

  /// The next task with its place; empty if there is none, and then [#vetoes] says why.
  public Optional<Task> next(Instant now, RandomGenerator random) {
    int at = shares.next();
    Lane lane = lanes.get(at);
    Optional<Placement.Taken> taken =
        wiring.isExhausted() ? Optional.empty() : lane.placement.take();
    if (taken.isEmpty()) {
      full = lane;
      return Optional.empty();
    }
    TaskArn name = draft.name(random);
    Placement.Taken place = taken.get();
    @Nullable Wire wire = null;
    if (wiring.isWanted()) {
      wire = wire(name, place.instance(), lane, now, random);
      if (wire == null) {
        full = lane;
        unwired = true;
        return Optional.empty();
      }
      lanes.replaceAll(each -> each.renewed(this, random));
    }
    var seat = new Draft.Seat(place.instance(), place.gpus(), wire);
    return Optional.of(draft.on(name, seat, lane.route, now, random));
  }

  private @Nullable Wire wire(
      TaskArn name, Instance instance, Lane lane, Instant now, RandomGenerator random) {
    return wiring
        .subnet(instance.zone(), lane.hosted)
        .flatMap(subnet -> wiring.take(name, subnet, now, random))
        .orElse(null);
  }

  /// What is in the way if it is that there are no addresses.
  public Optional<String> exhausted() {
    return unwired || wiring.isExhausted() ? Optional.of(wiring.exhausted()) : Optional.empty();
  }

  /// Whether the one that found no place was to be on Fargate, whose hosts nobody is told of.
  public boolean lackFargate() {
    return full != null && full.route.isFargate();
  }

  /// Why each instance refused the one that found no place, in the order of their ids.
  public Map<Instance, Veto> vetoes() {
    return full == null ? Map.of() : full.placement.vetoes();
  }

  /// The capacity provider without any instance that could have taken the one that found no place.
  public Optional<String> emptyProvider() {
    return Optional.ofNullable(full)
        .filter(lane -> lane.placement.isEmpty() && !lane.route.isFargate())
        .map(lane -> lane.route.provider());
  }

  /// Why the one that found no place found none, as answers say it.
  List<Failure> failures() {
    if (exhausted().isPresent()) {
      return wiring.failures();
    }
    if (lackFargate()) {
      return List.of(
          Failure.builder()
              .reason(FARGATE_LACKS)
              .detail(
                  vetoes().values().stream()
                      .map(Veto::explain)
                      .distinct()
                      .collect(Collectors.joining(" ")))
              .build());
    }
    return emptyProvider()
        .map(provider ->
            List.of(
                Failure.builder()
                    .arn(
                        new CapacityProviderArn(draft.definition().arn().cell(), provider)
                            .toString())
                    .reason("EMPTY CAPACITY PROVIDER")
                    .detail(
                        "No active instance of the cluster has the attribute "
                            + Instance.CAPACITY_PROVIDER
                            + " with the value "
                            + provider
                            + ".")
                    .build()))
        .orElseGet(() ->
            vetoes().entrySet().stream()
                .map(refused -> refused.getValue().failure(refused.getKey()))
                .toList());
  }
}
