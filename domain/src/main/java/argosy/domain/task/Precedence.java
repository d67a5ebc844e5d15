package argosy.domain.task;

import argosy.domain.capacity.LaunchLimits;
import argosy.domain.cluster.Cluster;
import argosy.domain.daemon.Daemon;
import argosy.domain.daemon.DaemonRevision;
import argosy.domain.id.ClusterArn;
import argosy.domain.id.InstanceArn;
import argosy.domain.placement.Constraint;
import argosy.domain.placement.Held;
import argosy.domain.placement.Ledger;
import argosy.domain.placement.Room;
import argosy.domain.placement.Rules;
import argosy.domain.placement.Wanted;
import argosy.domain.service.Deployment;
import argosy.domain.service.Revision;
import argosy.domain.service.Service;
import argosy.domain.state.Picture;
import argosy.domain.taskdef.Definition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.PlacementConstraint;

/// Daemons come first: what the task of a daemon will take of an instance that lacks it is not
/// there for others, and on a new instance nothing is placed before a managed daemon's task runs.
///
/// @param room what is left of a cluster, or of Fargate, for tasks that are no daemons'
/// @param constraints that hold for them besides their own
record Precedence(Room room, List<Constraint> constraints) {

  /// What one task of a daemon takes, and where.
  ///
  /// @param daemon the managed one that it is of; null if it is of a service
  private record Claim(Wanted wanted, List<Route> routes, @Nullable Daemon daemon) {

    boolean isFor(Ledger ledger) {
      return Posts.route(ledger, wanted, routes).isPresent();
    }

    /// The instance without the room of a task that is still to come there.
    Ledger on(Ledger ledger) {
      boolean comes =
          !ledger.has(wanted.held().group()) && isFor(ledger) && ledger.veto(wanted).isEmpty();
      return comes ? ledger.plus(ledger.holding(wanted)) : ledger;
    }

    boolean holds(Ledger ledger) {
      return daemon != null && !daemon.admission().has(ledger.instance()) && isFor(ledger);
    }
  }

  /// For tasks on the instances of a cluster.
  static Precedence of(Picture picture, Cluster cluster) {
    List<Claim> claims = claims(picture, cluster);
    Room room = Rooms.of(picture, cluster.arn());
    return claims.isEmpty() ? new Precedence(room, List.of()) : of(room, _ -> claims);
  }

  /// For tasks of Fargate, of whatever cluster: its hosts may be instances of clusters that have
  /// daemons.
  static Precedence fargate(Picture picture) {
    Room room = Rooms.fargate(picture);
    Map<ClusterArn, List<Claim>> known = new HashMap<>();
    for (Ledger ledger : room.ledgers()) {
      if (ledger.pool().isInstance()) {
        known.computeIfAbsent(cluster(ledger), arn -> claims(picture, arn));
      }
    }
    return known.values().stream().allMatch(List::isEmpty)
        ? new Precedence(room, List.of())
        : of(room, ledger -> known.getOrDefault(cluster(ledger), List.of()));
  }

  private static ClusterArn cluster(Ledger ledger) {
    return ledger.instance().arn().clusterArn();
  }

  private static List<Claim> claims(Picture picture, ClusterArn arn) {
    return Cluster.active(picture, arn)
        .map(cluster -> claims(picture, cluster))
        .orElseGet(List::of);
  }

  private static List<Claim> claims(Picture picture, Cluster cluster) {
    List<Claim> claims = new ArrayList<>();
    for (Service service : Service.daemons(picture, cluster.arn())) {
      claim(picture, cluster, service).ifPresent(claims::add);
    }
    for (Daemon daemon : Daemon.of(picture, cluster.arn())) {
      claim(picture, cluster, daemon).ifPresent(claims::add);
    }
    return claims;
  }

  private static Precedence of(Room room, Function<Ledger, List<Claim>> claims) {
    Room left = room;
    Set<InstanceArn> waiting = new HashSet<>();
    for (Ledger ledger : room.ledgers()) {
      Ledger rest = ledger;
      for (Claim claim : claims.apply(ledger)) {
        rest = claim.on(rest);
        if (claim.holds(ledger)) {
          waiting.add(ledger.instance().arn());
        }
      }
      if (!rest.equals(ledger)) {
        left = left.with(rest);
      }
    }
    return new Precedence(
        left, waiting.isEmpty() ? List.of() : List.of(new Constraint.DaemonsFirst(waiting)));
  }

  private static Optional<Claim> claim(Picture picture, Cluster cluster, Service service) {
    @Nullable Revision revision =
        service
            .primary()
            .filter(primary -> primary.state() != Deployment.State.FAILED)
            .flatMap(primary -> picture.find(Revision.key(primary.revision(service.arn()))))
            .orElse(null);
    if (revision == null) {
      return Optional.empty();
    }
    var asked =
        new Route.Asked(
            revision.spec().launchTypeAsString(),
            revision.spec().capacityProviderStrategy(),
            LaunchLimits.NONE);
    return picture
        .find(Definition.key(revision.definition()))
        .flatMap(definition ->
            wanted(definition, service.group(), revision.constraints())
                .flatMap(wanted ->
                    routes(picture, cluster, asked, definition)
                        .map(routes -> new Claim(wanted, routes, null))));
  }

  private static Optional<Claim> claim(Picture picture, Cluster cluster, Daemon daemon) {
    if (!daemon.isActive()) {
      return Optional.empty();
    }
    return picture
        .find(DaemonRevision.key(daemon.revision()))
        .flatMap(revision -> picture.find(Definition.key(revision.definition())))
        .flatMap(definition ->
            wanted(definition, daemon.group(), List.of())
                .flatMap(wanted ->
                    routes(
                            picture,
                            cluster,
                            new Route.Asked(null, daemon.strategy(), LaunchLimits.NONE),
                            definition)
                        .map(routes -> new Claim(wanted, routes, daemon))));
  }

  private static Optional<List<Route>> routes(
      Picture picture, Cluster cluster, Route.Asked asked, Definition definition) {
    return Route.of(picture, cluster, asked, definition.spec())
            instanceof Route.Routes.Ways(List<Route> routes)
        ? Optional.of(routes)
        : Optional.empty();
  }

  /// Empty if its constraints can't be understood; the daemon itself complains of it.
  private static Optional<Wanted> wanted(
      Definition definition, String group, List<PlacementConstraint> constraints) {
    try {
      return Optional.of(
          Posts.alone(
              new Wanted(
                  new Held(Reserve.of(definition.spec()), group, false),
                  Gpus.wanted(definition.spec()),
                  definition.spec().requiresAttributes(),
                  Rules.constraints(constraints, definition.spec().placementConstraints()),
                  List.of())));
    } catch (Rules.Wrong e) {
      return Optional.empty();
    }
  }
}
