package argosy.domain.placement;

import argosy.domain.id.InstanceArn;
import argosy.domain.query.Query;
import java.util.Set;

/// What an instance must be to take a task at all.
public sealed interface Constraint {

  /// No other task of the same group is there.
  record DistinctInstance() implements Constraint {}

  /// The instance is one of those that an expression describes.
  record MemberOf(Query expression) implements Constraint {}

  /// The instance is in a zone where the task can have an address, or one of those zones has no
  /// instance of its own.
  ///
  /// @param zones of the task's subnets that have free addresses
  /// @param hosted the zones that have instances
  record InZones(Set<String> zones, Set<String> hosted) implements Constraint {
    public InZones {
      zones = Set.copyOf(zones);
      hosted = Set.copyOf(hosted);
    }

    boolean holds(String zone) {
      return zones.contains(zone) || !hosted.containsAll(zones);
    }
  }

  /// The instance's room isn't kept for a task of Fargate that Spot tasks just gave way to.
  ///
  /// @param kept those where it is
  record NotKept(Set<InstanceArn> kept) implements Constraint {
    public NotKept {
      kept = Set.copyOf(kept);
    }
  }

  /// The instance doesn't wait for a daemon, which comes before other tasks.
  ///
  /// @param waiting those that do, as long as they are new
  record DaemonsFirst(Set<InstanceArn> waiting) implements Constraint {
    public DaemonsFirst {
      waiting = Set.copyOf(waiting);
    }
  }
}
