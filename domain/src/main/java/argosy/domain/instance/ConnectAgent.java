package argosy.domain.instance;

import argosy.domain.error.EcsError;
import argosy.domain.id.InstanceArn;
import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.VersionInfo;

/// Decides what it means that an agent's ACS socket opened or closed.
public final class ConnectAgent {
  private ConnectAgent() {}

  /// @param versions what the agent says of itself and of its engine; the genuine one says so
  ///   nowhere else
  public static Outcome<Instance> opened(Picture picture, InstanceArn arn, VersionInfo versions) {
    Optional<Instance> instance = Instance.member(picture, arn);
    if (instance.isEmpty()) {
      return Outcome.refused(
          new EcsError.InvalidParameter("The container instance " + arn + " is not registered."));
    }
    Instance connected = instance.get().connected(true, versions);
    return Outcome.put(connected, connected);
  }

  public static Outcome<Boolean> closed(Picture picture, InstanceArn arn) {
    Optional<Instance> instance = picture.find(Instance.key(arn)).filter(Instance::agentConnected);
    if (instance.isEmpty()) {
      return Outcome.unchanged(false);
    }
    return Outcome.put(instance.get().connected(false, instance.get().versions()), true);
  }

  /// After a start of the control plane no socket is open, whatever the store remembers.
  public static Outcome<Integer> noneOpen(Picture picture) {
    List<Change> changes =
        picture.all(Instance.KIND).stream()
            .filter(Instance::agentConnected)
            .<Change>map(i -> new Change.Put(i.connected(false, i.versions())))
            .toList();
    return new Outcome.Accepted<>(changes, List.of(), changes.size());
  }
}
