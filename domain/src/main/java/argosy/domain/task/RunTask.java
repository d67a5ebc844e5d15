package argosy.domain.task;

import argosy.domain.capacity.LaunchLimits;
import argosy.domain.cluster.Cluster;
import argosy.domain.error.EcsError;
import argosy.domain.id.ClusterArn;
import argosy.domain.network.AddressPool;
import argosy.domain.placement.Rules;
import argosy.domain.placement.Wanted;
import argosy.domain.state.Change;
import argosy.domain.state.Effect;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
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
    var asked =
        new Route.Asked(
            call.said.launchTypeAsString(),
            call.said.capacityProviderStrategy(),
            LaunchLimits.of(
                !call.said.placementConstraints().isEmpty()
                    || !call.said.placementStrategy().isEmpty(),
                call.said.networkConfiguration(),
                call.said.platformVersion()));
    return switch (Route.of(call.picture, call.cluster, asked, draft.spec())) {
      case Route.Routes.Refused(EcsError error) -> Outcome.refused(error);
      case Route.Routes.Ways(List<Route> routes) -> {
        Draft routed = draft.by(routes);
        Wanted wanted =
            routed.wanted(call.said.placementConstraints(), call.said.placementStrategy());
        var wiring =
            Wiring.of(call.picture, AddressPool.of(call.picture), call.said.networkConfiguration());
        var recruits =
            new Recruits(
                new Ground(call.picture, call.cluster, now),
                new Terms.Ready(routed, wanted, routes, wiring),
                Map.of(),
                random);
        yield recruits.areNowhere()
            ? invalid("No Container Instances were found in your cluster.")
            : place(recruits, call.count, random);
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

  /// What Spot tasks give way for has no place yet: like any task without room it is refused, and
  /// finds some when it is asked for again (decision 0036).
  private static Outcome<Started> place(Recruits recruits, int count, RandomGenerator random) {
    List<Task> tasks = recruits.take(count, random);
    List<Task> all = Stream.concat(tasks.stream(), recruits.givingWay().stream()).toList();
    return new Outcome.Accepted<>(
        all.stream().<Change>map(Change.Put::new).toList(),
        all.stream().<Effect>map(Spot::told).toList(),
        new Started(tasks, tasks.size() < count ? recruits.failures() : List.of()));
  }

  private static Outcome<Started> invalid(String message) {
    return Outcome.refused(new EcsError.InvalidParameter(message));
  }
}
