package argosy.domain.instance;

import argosy.domain.error.EcsError;
import argosy.domain.id.InstanceArn;
import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.VersionInfo;

/// Decides what it means that an agent's ACS socket opened or closed.
public final class ConnectAgent {
  private ConnectAgent() {}

  /// The first of a cluster whose hosts were all away vouches for the line, not for the others:
  /// their time begins anew, because until now they couldn't have come.
  ///
  /// @param versions what the agent says of itself and of its engine; the genuine one says so
  ///   nowhere else
  public static Outcome<Instance> opened(
      Picture picture, InstanceArn arn, VersionInfo versions, Instant now) {
    Optional<Instance> instance = Instance.member(picture, arn);
    if (instance.isEmpty()) {
      return Outcome.refused(
          new EcsError.InvalidParameter("The container instance " + arn + " is not registered."));
    }
    Instance connected = instance.get().connected(versions);
    var changes = new ArrayList<Change>(List.of(new Change.Put(connected)));
    Collection<Instance> all = Instance.of(picture, arn.clusterArn());
    if (all.stream().noneMatch(Instance::agentConnected)) {
      all.stream()
          .filter(other -> other.awaySince() != null && !other.arn().equals(arn))
          .forEach(other -> changes.add(new Change.Put(other.away(now))));
    }
    return new Outcome.Accepted<>(changes, List.of(), connected);
  }

  public static Outcome<Boolean> closed(Picture picture, InstanceArn arn, Instant now) {
    return picture
        .find(Instance.key(arn))
        .filter(Instance::agentConnected)
        .map(instance -> Outcome.put(instance.away(now), true))
        .orElseGet(() -> Outcome.unchanged(false));
  }

  /// After a start of the control plane no socket is open, whatever the store remembers, and nobody
  /// can tell since when: all are away since now.
  public static Outcome<Integer> noneOpen(Picture picture, Instant now) {
    List<Change> changes =
        picture.all(Instance.KIND).stream()
            .filter(Instance::belongs)
            .<Change>map(instance -> new Change.Put(instance.away(now)))
            .toList();
    return new Outcome.Accepted<>(changes, List.of(), changes.size());
  }
}
