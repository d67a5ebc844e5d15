package argosy.domain.task;

import argosy.domain.capacity.LaunchLimits;
import argosy.domain.cluster.Cluster;
import argosy.domain.error.EcsError;
import argosy.domain.placement.Rules;
import argosy.domain.placement.Wanted;
import argosy.domain.state.Picture;
import java.util.List;

/// What a service asks of its tasks, understood; or why it can't be.
sealed interface Terms {

  /// @param routes by which its tasks may get their room
  /// @param wiring the network interfaces of its tasks
  record Ready(Draft draft, Wanted wanted, List<Route> routes, Wiring wiring) implements Terms {}

  record Refused(EcsError error) implements Terms {}

  static Terms of(Picture picture, Cluster cluster, Recruits.Wish wish) {
    var request =
        new TaskRequest(
            wish.definition().arn().toString(),
            wish.group(),
            wish.startedBy(),
            null,
            wish.tags(),
            wish.propagate(),
            wish.managed(),
            null,
            new TaskRequest.Where(wish.network(), wish.platformVersion()),
            null);
    return switch (Draft.of(picture, cluster.arn(), request, wish.definition())) {
      case Draft.Drafted.Refused(EcsError error) -> new Refused(error);
      case Draft.Drafted.Ready(Draft draft) -> {
        var asked =
            new Route.Asked(
                wish.type() == null ? null : wish.type().toString(),
                wish.capacity(),
                LaunchLimits.of(false, wish.network(), wish.platformVersion()));
        yield switch (Route.of(picture, cluster, asked, draft.spec())) {
          case Route.Routes.Refused(EcsError error) -> new Refused(error);
          case Route.Routes.Ways(List<Route> routes) ->
              ready(
                  draft.by(routes),
                  wish,
                  routes,
                  Wiring.of(picture, wish.addresses(), wish.network()));
        };
      }
    };
  }

  private static Terms ready(Draft draft, Recruits.Wish wish, List<Route> routes, Wiring wiring) {
    try {
      return new Ready(draft, draft.wanted(wish.constraints(), wish.strategies()), routes, wiring);
    } catch (Rules.Wrong e) {
      return new Refused(new EcsError.InvalidParameter(String.valueOf(e.getMessage())));
    }
  }
}
