package argosy.domain.task;

import argosy.domain.placement.Constraint;
import argosy.domain.placement.Placement;
import argosy.domain.placement.Room;
import argosy.domain.placement.Wanted;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/// A route, and the choice among the instances that lie on it. Single-threaded.
final class Lane {
  private final Route route;
  private final Set<String> hosted;
  private Wanted wanted;
  private List<Constraint> zones;
  private Placement placement;
  private int unplaced;

  Lane(Route route, Ground ground, Terms.Ready terms, RandomGenerator random) {
    Room room = ground.room(route);
    this.route = route;
    this.hosted = terms.wiring().isWanted() ? room.zones() : Set.of();
    this.wanted = ground.wanted(route, terms.wanted());
    this.zones = terms.wiring().constraints(hosted);
    this.placement = new Placement(room, whole(), random);
  }

  Route route() {
    return route;
  }

  /// The zones that have instances.
  Set<String> hosted() {
    return hosted;
  }

  Placement placement() {
    return placement;
  }

  /// What its tasks want of an instance, with the zones in which there are addresses.
  Wanted whole() {
    return wanted.with(zones);
  }

  /// A task was placed on this lane or another one: there are fewer addresses now, and where both
  /// are Fargate, less room on the same hosts. Otherwise no instance lies on two lanes.
  void heed(Lane taken, Wiring wiring, RandomGenerator random) {
    boolean shares = !equals(taken) && route.isFargate() && taken.route.isFargate();
    List<Constraint> open = wiring.constraints(hosted);
    if (shares || !zones.equals(open)) {
      zones = open;
      choose((shares ? taken : this).placement.room(), random);
    }
  }

  /// Its tasks want something more from now on.
  void want(Constraint more, RandomGenerator random) {
    wanted = wanted.with(List.of(more));
    choose(placement.room(), random);
  }

  private void choose(Room room, RandomGenerator random) {
    placement = new Placement(room, whole(), random);
  }

  /// One of its tasks found no place.
  void miss() {
    unplaced++;
  }

  /// How many of its tasks found no place.
  int unplaced() {
    return unplaced;
  }

  boolean isFull() {
    return unplaced > 0;
  }

  boolean isNowhere() {
    return route.provider() == null && !route.isFargate() && placement.isEmpty();
  }
}
