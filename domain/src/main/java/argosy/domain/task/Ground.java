package argosy.domain.task;

import argosy.domain.cluster.Cluster;
import argosy.domain.placement.Constraint;
import argosy.domain.placement.Room;
import argosy.domain.placement.Wanted;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What there is for the tasks of a cluster at one moment: its own instances, and the hosts of
/// Fargate. Either is looked at only if somebody asks. Single-threaded.
public final class Ground {
  private final Picture picture;
  private final Cluster cluster;
  private final Instant now;
  private @Nullable Precedence own;
  private @Nullable Precedence fargate;

  /// @param cluster that is active
  public Ground(Picture picture, Cluster cluster, Instant now) {
    this.picture = picture;
    this.cluster = cluster;
    this.now = now;
  }

  Picture picture() {
    return picture;
  }

  Cluster cluster() {
    return cluster;
  }

  Instant now() {
    return now;
  }

  /// What is left of the instances that lie on a route.
  Room room(Route route) {
    return precedence(route).room().only(route::reaches);
  }

  /// What tasks want of an instance that go by a route.
  Wanted wanted(Route route, Wanted wanted) {
    Wanted after = wanted.with(precedence(route).constraints());
    return route.isSpot()
        ? after.with(List.of(new Constraint.NotKept(Spot.kept(picture, now))))
        : after;
  }

  private Precedence precedence(Route route) {
    if (route.isFargate()) {
      fargate = fargate == null ? Precedence.fargate(picture) : fargate;
      return fargate;
    }
    own = own == null ? Precedence.of(picture, cluster) : own;
    return own;
  }
}
