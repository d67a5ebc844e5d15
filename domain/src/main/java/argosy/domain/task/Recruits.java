package argosy.domain.task;

import argosy.domain.cluster.Cluster;
import argosy.domain.error.EcsError;
import argosy.domain.id.CapacityProviderArn;
import argosy.domain.instance.Instance;
import argosy.domain.placement.Placement;
import argosy.domain.placement.Room;
import argosy.domain.placement.Veto;
import argosy.domain.placement.Wanted;
import argosy.domain.state.Picture;
import argosy.domain.taskdef.Definition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.PlacementConstraint;
import software.amazon.awssdk.services.ecs.model.PlacementStrategy;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.Tag;

/// Finds places for tasks that are all alike: each goes by one of several routes, and takes its
/// room there. Single-threaded.
public final class Recruits {
  private final Draft draft;
  private final List<Lane> lanes;
  private final Shares shares;
  private @Nullable Lane full;

  /// A route, and the choice among the instances that lie on it. No instance lies on two.
  private record Lane(Route route, Placement placement) {
    boolean isNowhere() {
      return route.provider() == null && placement.isEmpty();
    }
  }

  /// @param have how many tasks there are already by the names of capacity providers
  Recruits(
      Room room,
      Draft draft,
      Wanted wanted,
      List<Route> routes,
      Map<String, Integer> have,
      RandomGenerator random) {
    this.draft = draft;
    this.lanes =
        routes.stream()
            .map(way -> new Lane(way, new Placement(room.only(way::reaches), wanted, random)))
            .toList();
    this.shares =
        new Shares(
            routes,
            routes.stream()
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
      List<PlacementStrategy> strategies) {}

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
      case Terms.Ready(Draft draft, Wanted wanted, List<Route> routes) -> {
        Precedence first = Precedence.of(picture, cluster);
        yield new Found.Ready(
            new Recruits(
                first.room(), draft, wanted.with(first.constraints()), routes, have, random));
      }
    };
  }

  /// True if there is no instance at all that could ever take one of them.
  public boolean areNowhere() {
    return lanes.stream().allMatch(Lane::isNowhere);
  }

  /// The next task with its place; empty if there is none, and then [#vetoes] says why.
  public Optional<Task> next(Instant now, RandomGenerator random) {
    Lane lane = lanes.get(shares.next());
    Optional<Placement.Taken> taken = lane.placement.take();
    if (taken.isEmpty()) {
      full = lane;
    }
    return taken.map(room -> draft.on(room.instance(), room.gpus(), lane.route, now, random));
  }

  /// Why each instance refused the one that found no place, in the order of their ids.
  public Map<Instance, Veto> vetoes() {
    return full == null ? Map.of() : full.placement.vetoes();
  }

  /// The capacity provider without any instance that could have taken the one that found no place.
  public Optional<String> emptyProvider() {
    return Optional.ofNullable(full)
        .filter(lane -> lane.placement.isEmpty())
        .map(lane -> lane.route.provider());
  }

  /// Why the one that found no place found none, as answers say it.
  List<Failure> failures() {
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
