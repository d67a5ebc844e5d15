package argosy.domain.task;

import argosy.domain.cluster.Cluster;
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
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Daemons come first: what the task of a daemon will take of an instance that lacks it is not
/// there for others.
final class Precedence {
  private Precedence() {}

  /// What one task of a daemon takes, and where.
  private record Claim(Wanted wanted, List<Route> routes) {

    /// The instance without the room of a task that is still to come there.
    Ledger on(Ledger ledger) {
      boolean comes =
          !ledger.has(wanted.held().group())
              && Posts.route(ledger, wanted, routes).isPresent()
              && ledger.veto(wanted).isEmpty();
      return comes ? ledger.plus(wanted.held()) : ledger;
    }
  }

  /// What is left of a cluster for tasks that are no daemons'.
  static Room room(Picture picture, Cluster cluster) {
    Room room = Rooms.of(picture, cluster.arn());
    List<Claim> claims = new ArrayList<>();
    for (Service service : Service.daemons(picture, cluster.arn())) {
      claim(picture, cluster, service).ifPresent(claims::add);
    }
    return claims.isEmpty() ? room : without(room, claims);
  }

  private static Room without(Room room, List<Claim> claims) {
    Room left = room;
    for (Ledger ledger : room.ledgers()) {
      Ledger rest = ledger;
      for (Claim claim : claims) {
        rest = claim.on(rest);
      }
      if (!rest.equals(ledger)) {
        left = left.with(rest);
      }
    }
    return left;
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
    return picture
        .find(Definition.key(revision.definition()))
        .flatMap(definition -> claim(picture, cluster, service.group(), revision, definition));
  }

  private static Optional<Claim> claim(
      Picture picture, Cluster cluster, String group, Revision revision, Definition definition) {
    String type = revision.spec().launchTypeAsString();
    var asked = new Route.Asked(type, revision.spec().capacityProviderStrategy());
    if (!(Route.of(picture, cluster, asked, definition.spec())
        instanceof Route.Routes.Ways(List<Route> routes))) {
      return Optional.empty();
    }
    try {
      var wanted =
          new Wanted(
              new Held(Reserve.of(definition.spec()), group, false),
              Gpus.wanted(definition.spec()),
              definition.spec().requiresAttributes(),
              Rules.constraints(revision.constraints(), definition.spec().placementConstraints()),
              List.of());
      return Optional.of(new Claim(Posts.alone(wanted), routes));
    } catch (Rules.Wrong e) {
      return Optional.empty(); // the daemon itself complains of it
    }
  }
}
