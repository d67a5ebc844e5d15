package argosy.domain.task;

import argosy.domain.cluster.Cluster;
import argosy.domain.error.EcsError;
import argosy.domain.id.InstanceArn;
import argosy.domain.id.TaskArn;
import argosy.domain.instance.Instance;
import argosy.domain.instance.InstanceStatus;
import argosy.domain.placement.Constraint;
import argosy.domain.placement.Ledger;
import argosy.domain.placement.Veto;
import argosy.domain.placement.Wanted;
import argosy.domain.state.Invariant;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The instances of a cluster that are each to have one of tasks that are all alike: those that are
/// ACTIVE, lie on a route, and have what the tasks require. Whether there is room is another
/// question, and [#veto] answers it.
public final class Posts {
  private final Draft draft;
  private final Wanted wanted;
  private final Wiring wiring;
  private final Set<String> hosted;
  private final Map<InstanceArn, Post> posts;

  private record Post(Ledger ledger, Route route) {}

  private Posts(Terms.Ready terms, Wanted wanted, Map<InstanceArn, Post> posts) {
    this.draft = terms.draft();
    this.wanted = wanted;
    this.wiring = terms.wiring();
    this.hosted =
        posts.values().stream().map(it -> it.ledger.host().zone()).collect(Collectors.toSet());
    this.posts = posts;
  }

  /// The places, or why there never are any.
  public sealed interface Found {
    record Ready(Posts posts) implements Found {}

    record Refused(EcsError error) implements Found {}
  }

  public static Found of(Picture picture, Cluster cluster, Recruits.Wish wish) {
    return switch (Terms.of(picture, cluster, wish)) {
      case Terms.Refused(EcsError error) -> new Found.Refused(error);
      case Terms.Ready terms -> {
        Wanted alone = alone(terms.wanted());
        Map<InstanceArn, Post> posts = new LinkedHashMap<>();
        for (Ledger ledger : Rooms.of(picture, cluster.arn()).ledgers()) {
          route(ledger, alone, terms.routes())
              .ifPresent(way -> posts.put(ledger.instance().arn(), new Post(ledger, way)));
        }
        yield new Found.Ready(new Posts(terms, alone, posts));
      }
    };
  }

  /// The way to an instance that is to have such a task.
  static Optional<Route> route(Ledger ledger, Wanted wanted, List<Route> routes) {
    if (ledger.instance().status() != InstanceStatus.ACTIVE) {
      return Optional.empty();
    }
    return routes.stream()
        .filter(way -> way.reaches(ledger))
        .findFirst()
        .filter(_ -> ledger.unsuited(wanted).isEmpty());
  }

  /// That they are on different instances goes without saying, and the one that is there is not in
  /// the way of its successor.
  static Wanted alone(Wanted wanted) {
    return new Wanted(
        wanted.held(),
        wanted.gpus(),
        wanted.requires(),
        wanted.constraints().stream()
            .filter(c -> !(c instanceof Constraint.DistinctInstance))
            .toList(),
        List.of());
  }

  /// The instances, in the order of their ids.
  public Set<InstanceArn> instances() {
    return Collections.unmodifiableSet(posts.keySet());
  }

  /// Why one of the instances can't take its task now.
  ///
  /// @param leaving tasks there that will be gone by then
  public Optional<Veto> veto(InstanceArn at, Collection<Task> leaving) {
    Ledger ledger = post(at).ledger;
    for (Task task : leaving) {
      ledger = ledger.minus(Rooms.held(task));
    }
    return ledger.veto(wanted.with(wiring.constraints(hosted)));
  }

  /// A task for one of the instances that has no veto.
  public Task on(InstanceArn at, Instant now, RandomGenerator random) {
    Post post = post(at);
    Instance instance = post.ledger.instance();
    TaskArn name = draft.name(random);
    @Nullable Wire wire =
        wiring
            .subnet(instance.zone(), hosted)
            .flatMap(subnet -> wiring.take(name, subnet, now, random))
            .orElse(null);
    Invariant.that(wiring.isWanted() == (wire != null), "who has no veto has an address");
    var seat = new Draft.Seat(instance, post.ledger.holding(wanted).gpus(), wire);
    return draft.on(name, seat, post.route, now, random);
  }

  private Post post(InstanceArn at) {
    return Objects.requireNonNull(posts.get(at));
  }
}
