package argosy.domain.task;

import argosy.domain.cluster.Cluster;
import argosy.domain.error.EcsError;
import argosy.domain.id.CapacityProviderArn;
import argosy.domain.id.CellId;
import argosy.domain.id.ClusterArn;
import argosy.domain.instance.Instance;
import argosy.domain.placement.Placement;
import argosy.domain.placement.Room;
import argosy.domain.placement.Rules;
import argosy.domain.placement.Wanted;
import argosy.domain.state.Change;
import argosy.domain.state.Effect;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;

/// Decides what running tasks means: each gets an instance, or says why none takes it.
public final class RunTask {

  /// ECS's quota of tasks in one request.
  static final int COUNT_MAX = 10;

  private RunTask() {}

  /// @param failures why there are not more tasks; of RunTask one for each instance that refused
  ///   the first task that found no place
  public record Started(List<Task> tasks, List<Failure> failures) {

    static Outcome<Started> outcome(List<Task> tasks, List<Failure> failures) {
      return new Outcome.Accepted<>(
          tasks.stream().<Change>map(Change.Put::new).toList(),
          tasks.stream().<Effect>map(t -> new Effect.TellAgent(t.instance(), t.arn())).toList(),
          new Started(tasks, failures));
    }
  }

  public static Outcome<Started> decide(
      Picture picture, ClusterArn arn, RunTaskRequest said, Instant now, RandomGenerator random) {
    Optional<Cluster> cluster = Cluster.active(picture, arn);
    if (cluster.isEmpty()) {
      return Outcome.refused(new EcsError.ClusterNotFound());
    }
    int count = Objects.requireNonNullElse(said.count(), 1);
    if (count < 1 || count > COUNT_MAX) {
      return invalid("count must be between 1 and " + COUNT_MAX + ", not " + count + ".");
    }
    TaskRequest request = TaskRequest.of(said);
    Optional<Outcome<Started>> before = repeated(picture, arn, request.token());
    if (before.isPresent()) {
      return before.get();
    }
    return switch (Draft.of(picture, arn, request)) {
      case Draft.Drafted.Refused(EcsError error) -> Outcome.refused(error);
      case Draft.Drafted.Ready(Draft draft) -> {
        try {
          yield route(new Call(picture, cluster.get(), said, count), draft, now, random);
        } catch (Rules.Wrong e) {
          yield invalid(String.valueOf(e.getMessage()));
        }
      }
    };
  }

  private record Call(Picture picture, Cluster cluster, RunTaskRequest said, int count) {}

  private static Outcome<Started> route(Call call, Draft draft, Instant now, RandomGenerator random)
      throws Rules.Wrong {
    return switch (Route.of(call.picture, call.cluster, call.said, draft.spec())) {
      case Route.Routes.Refused(EcsError error) -> Outcome.refused(error);
      case Route.Routes.Ways(List<Route> routes) -> {
        Wanted wanted = wanted(call.said, draft);
        Room room = Rooms.of(call.picture, call.cluster.arn());
        List<Lane> lanes =
            routes.stream()
                .map(way -> new Lane(way, new Placement(room.only(way::reaches), wanted, random)))
                .toList();
        yield lanes.stream().allMatch(Lane::isNowhere)
            ? invalid("No Container Instances were found in your cluster.")
            : place(draft, lanes, call.count, now, random);
      }
    };
  }

  /// A repeated request answers what it made before, whatever became of its definition since.
  private static Optional<Outcome<Started>> repeated(
      Picture picture, ClusterArn cluster, TaskRequest.@Nullable Token token) {
    if (token == null) {
      return Optional.empty();
    }
    Collection<Task> made = picture.by(Task.BY_TOKEN, cluster.name() + "/" + token.text());
    if (made.isEmpty()) {
      return Optional.empty();
    }
    boolean same =
        made.stream()
            .map(task -> task.launch().digest())
            .allMatch(digest -> digest == null || digest.equals(token.digest()));
    return Optional.of(
        same
            ? Outcome.unchanged(new Started(List.copyOf(made), List.of()))
            : Outcome.refused(
                new EcsError.Conflict(
                    "The provided clientToken is already in use with a different RunTask request.",
                    made.stream().map(task -> task.arn().toString()).toList())));
  }

  private static Wanted wanted(RunTaskRequest said, Draft draft) throws Rules.Wrong {
    return new Wanted(
        draft.held(),
        Gpus.wanted(draft.spec()),
        draft.spec().requiresAttributes(),
        Rules.constraints(said.placementConstraints(), draft.spec().placementConstraints()),
        Rules.strategies(said.placementStrategy()));
  }

  /// A route, and the choice among the instances that lie on it. No instance lies on two.
  private record Lane(Route route, Placement placement) {
    boolean isNowhere() {
      return route.provider() == null && placement.isEmpty();
    }
  }

  private static Outcome<Started> place(
      Draft draft, List<Lane> lanes, int count, Instant now, RandomGenerator random) {
    var tasks = new ArrayList<Task>();
    var failures = new ArrayList<Failure>();
    var shares = new Shares(lanes.stream().map(Lane::route).toList());
    while (tasks.size() < count && failures.isEmpty()) {
      Lane lane = lanes.get(shares.next());
      Optional<Placement.Taken> taken = lane.placement.take();
      if (taken.isPresent()) {
        Placement.Taken room = taken.get();
        tasks.add(draft.on(room.instance(), room.gpus(), lane.route, now, random));
      } else {
        failures.addAll(failures(draft.definition().arn().cell(), lane));
      }
    }
    return Started.outcome(tasks, failures);
  }

  private static List<Failure> failures(CellId cell, Lane lane) {
    String provider = lane.route.provider();
    if (provider != null && lane.placement.isEmpty()) {
      return List.of(
          Failure.builder()
              .arn(new CapacityProviderArn(cell, provider).toString())
              .reason("EMPTY CAPACITY PROVIDER")
              .detail(
                  "No active instance of the cluster has the attribute "
                      + Instance.CAPACITY_PROVIDER
                      + " with the value "
                      + provider
                      + ".")
              .build());
    }
    return lane.placement.vetoes().entrySet().stream()
        .map(refused -> refused.getValue().failure(refused.getKey()))
        .toList();
  }

  private static Outcome<Started> invalid(String message) {
    return Outcome.refused(new EcsError.InvalidParameter(message));
  }
}
