package argosy.domain.task;

import argosy.domain.error.EcsError;
import argosy.domain.id.CapacityProviderArn;
import argosy.domain.id.TaskArn;
import argosy.domain.instance.Instance;
import argosy.domain.network.AddressPool;
import argosy.domain.placement.Constraint;
import argosy.domain.placement.Placement;
import argosy.domain.placement.Veto;
import argosy.domain.taskdef.Definition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
/// room there, and Spot tasks give way to Fargate's where they must. Single-threaded.
public final class Recruits {
  /// As ECS says that Fargate has no room.
  public static final String FARGATE_LACKS =
      "Capacity is unavailable at this time. Please try again later or in a different availability"
          + " zone";

  private final Ground ground;
  private final Draft draft;
  private final Wiring wiring;
  private final List<Lane> lanes;
  private final Shares shares;
  private @Nullable Lane full;
  private boolean unwired;
  private Reclaim.Reclaimed reclaimed = Reclaim.Reclaimed.NOTHING;

  /// @param have how many tasks there are already by the names of capacity providers
  Recruits(Ground ground, Terms.Ready terms, Map<String, Integer> have, RandomGenerator random) {
    this.ground = ground;
    this.draft = terms.draft();
    this.wiring = terms.wiring();
    this.lanes = terms.routes().stream().map(way -> new Lane(way, ground, terms, random)).toList();
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
      Ground ground, Wish wish, Map<String, Integer> have, RandomGenerator random) {
    return switch (Terms.of(ground.picture(), ground.cluster(), wish)) {
      case Terms.Refused(EcsError error) -> new Found.Refused(error);
      case Terms.Ready terms -> new Found.Ready(new Recruits(ground, terms, have, random));
    };
  }

  /// True if there is no instance at all that could ever take one of them.
  public boolean areNowhere() {
    return lanes.stream().allMatch(Lane::isNowhere);
  }

  /// The next task with its place; empty if there is none, and then [#vetoes] says why.
  public Optional<Task> next(RandomGenerator random) {
    return place(lanes.get(shares.next()), random);
  }

  /// Places for so many tasks; what is lacking found none, and [#vetoes] says why. Those of Fargate
  /// come before Spot tasks, which give way to them.
  public List<Task> take(int count, RandomGenerator random) {
    int[] shared = IntStream.range(0, count).map(_ -> shares.next()).toArray();
    List<Task> tasks = new ArrayList<>(place(shared, lane -> !lane.route().isSpot(), random));
    reclaim(random);
    tasks.addAll(place(shared, lane -> lane.route().isSpot(), random));
    return tasks;
  }

  private List<Task> place(int[] shared, Predicate<Lane> some, RandomGenerator random) {
    return Arrays.stream(shared)
        .mapToObj(lanes::get)
        .filter(some)
        .flatMap(lane -> place(lane, random).stream())
        .toList();
  }

  private Optional<Task> place(Lane lane, RandomGenerator random) {
    Optional<Placement.Taken> taken =
        lane.isFull() || wiring.isExhausted() ? Optional.empty() : lane.placement().take();
    if (taken.isEmpty()) {
      return missed(lane);
    }
    TaskArn name = draft.name(random);
    Placement.Taken place = taken.get();
    @Nullable Wire wire = null;
    if (wiring.isWanted()) {
      wire = wire(name, place.instance(), lane, random);
      if (wire == null) {
        unwired = true;
        return missed(lane);
      }
    }
    if (wiring.isWanted() || lane.route().isFargate()) {
      lanes.forEach(each -> each.heed(lane, wiring, random));
    }
    var seat = new Draft.Seat(place.instance(), place.gpus(), wire);
    return Optional.of(draft.on(name, seat, lane.route(), ground.now(), random));
  }

  private Optional<Task> missed(Lane lane) {
    lane.miss();
    full = full == null ? lane : full;
    return Optional.empty();
  }

  /// Takes room back from Spot tasks for those of Fargate that found none.
  private void reclaim(RandomGenerator random) {
    for (Lane lane : lanes) {
      if (lane.isFull() && lane.route().isFargate() && exhausted().isEmpty()) {
        reclaimed =
            Reclaim.of(
                ground,
                lane.placement().room(),
                lane.whole(),
                Math.min(lane.unplaced(), wiring.addresses()));
      }
    }
    if (!reclaimed.giving().isEmpty()) {
      Constraint kept =
          new Constraint.NotKept(
              reclaimed.giving().stream().map(Task::instance).collect(Collectors.toSet()));
      lanes.stream().filter(lane -> lane.route().isSpot()).forEach(it -> it.want(kept, random));
    }
  }

  /// The Spot tasks that give way to tasks of Fargate that found no room, interrupted.
  public List<Task> givingWay() {
    return reclaimed.giving();
  }

  /// Whether tasks that found no room will find some when others have stopped.
  public boolean isRoomComing() {
    return reclaimed.awaited() > 0;
  }

  private @Nullable Wire wire(TaskArn name, Instance instance, Lane lane, RandomGenerator random) {
    return wiring
        .subnet(instance.zone(), lane.hosted())
        .flatMap(subnet -> wiring.take(name, subnet, ground.now(), random))
        .orElse(null);
  }

  /// What is in the way if it is that there are no addresses.
  public Optional<String> exhausted() {
    return unwired || wiring.isExhausted() ? Optional.of(wiring.exhausted()) : Optional.empty();
  }

  /// Whether the one that found no place was to be on Fargate, whose hosts nobody is told of.
  public boolean lackFargate() {
    return full != null && full.route().isFargate();
  }

  /// Why each instance refused the one that found no place, in the order of their ids.
  public Map<Instance, Veto> vetoes() {
    return full == null ? Map.of() : full.placement().vetoes();
  }

  /// The capacity provider without any instance that could have taken the one that found no place.
  public Optional<String> emptyProvider() {
    return Optional.ofNullable(full)
        .filter(lane -> lane.placement().isEmpty() && !lane.route().isFargate())
        .map(lane -> lane.route().provider());
  }

  private Stream<String> coming() {
    return isRoomComing()
        ? Stream.of(
            "Room for "
                + reclaimed.awaited()
                + " is on its way, as other tasks stop; try again in a few seconds, or two minutes"
                + " if they take their time.")
        : Stream.empty();
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
                  Stream.concat(vetoes().values().stream().map(Veto::explain).distinct(), coming())
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
