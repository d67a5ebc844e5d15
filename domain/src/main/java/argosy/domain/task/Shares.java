package argosy.domain.task;

import argosy.domain.state.Invariant;
import java.util.List;

/// Shares tasks among routes: first the base of one, then each by its weight. Single-threaded.
final class Shares {
  private final List<Route> routes;
  private final int[] given;

  /// @param given how many tasks each of the routes has already
  Shares(List<Route> routes, int[] given) {
    Invariant.that(
        routes.stream().anyMatch(route -> route.weight() > 0), "no route has a share: " + routes);
    this.routes = routes;
    this.given = given.clone();
  }

  /// The place of the route that the next task goes.
  int next() {
    int best = -1;
    for (int at = 0; at < given.length; at++) {
      if (given[at] < routes.get(at).base()) {
        best = at;
        break;
      }
      if (routes.get(at).weight() > 0 && (best < 0 || isFurtherBehind(at, best))) {
        best = at;
      }
    }
    given[best]++;
    return best;
  }

  /// Whether a route would have fewer tasks for its weight than another, each with one more.
  private boolean isFurtherBehind(int at, int other) {
    long more = (long) beyondBase(at) * routes.get(other).weight();
    return more < (long) beyondBase(other) * routes.get(at).weight();
  }

  private int beyondBase(int at) {
    return given[at] - routes.get(at).base() + 1;
  }
}
