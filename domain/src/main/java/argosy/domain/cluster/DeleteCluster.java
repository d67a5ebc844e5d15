package argosy.domain.cluster;

import argosy.domain.error.EcsError;
import argosy.domain.id.ClusterArn;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.Optional;

/// Decides what deleting a cluster means: refused while something lives in it, else it is INACTIVE.
public final class DeleteCluster {
  private DeleteCluster() {}

  /// @param services how many of its services aren't INACTIVE
  public static Outcome<Cluster> decide(
      Picture picture, ClusterArn arn, Occupancy occupancy, int services, Instant now) {
    Optional<Cluster> found = Cluster.active(picture, arn);
    if (found.isEmpty()) {
      return Outcome.refused(new EcsError.ClusterNotFound());
    }
    if (occupancy.instances() > 0) {
      return Outcome.refused(new EcsError.ClusterContainsInstances());
    }
    if (services > 0) {
      return Outcome.refused(new EcsError.ClusterContainsServices());
    }
    if (occupancy.unstopped() > 0) {
      return Outcome.refused(new EcsError.ClusterContainsTasks());
    }
    Cluster deleted = found.get().deleted(now);
    return Outcome.put(deleted, deleted);
  }
}
