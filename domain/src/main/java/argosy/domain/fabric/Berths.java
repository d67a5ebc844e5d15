package argosy.domain.fabric;

import argosy.domain.id.InstanceArn;
import argosy.domain.id.TaskArn;
import argosy.domain.instance.Instance;
import argosy.domain.network.NetworkInterface;
import argosy.domain.state.Picture;
import argosy.domain.task.Task;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// On which hosts network interfaces are: those of tasks where the tasks are, those of hosts on
/// themselves.
public final class Berths {

  /// The attribute by which an instance says that it takes part in VPCs: its address on the network
  /// between hosts.
  public static final String UNDERLAY = "argosy.underlay";

  private Berths() {}

  /// The host that an interface is on, if it is on one.
  public static Optional<InstanceArn> of(Picture picture, NetworkInterface of) {
    return Optional.ofNullable(of.attachment())
        .map(NetworkInterface.Attachment::owner)
        .flatMap(owner ->
            TaskArn.parse(owner)
                .flatMap(task -> picture.find(Task.key(task)))
                .map(Task::instance)
                .or(() -> InstanceArn.parse(owner)));
  }

  /// Whether an interface is a host's own.
  public static boolean isHosts(NetworkInterface it) {
    return it.attachment() != null && InstanceArn.parse(it.attachment().owner()).isPresent();
  }

  /// A host's address on the network between hosts; empty if it takes no part in VPCs.
  public static Optional<String> underlay(Picture picture, InstanceArn host) {
    return picture.find(Instance.key(host)).flatMap(Berths::underlay);
  }

  static Optional<String> underlay(Instance host) {
    return host.attributes().stream()
        .filter(attribute -> attribute.name().equals(UNDERLAY))
        .findFirst()
        .map(attribute -> attribute.value());
  }

  /// The interfaces on a host.
  public static List<NetworkInterface> on(Picture picture, InstanceArn host) {
    return Stream.concat(
            NetworkInterface.ownedBy(picture, host.toString()).stream(),
            Task.on(picture, host).stream()
                .flatMap(task -> Optional.ofNullable(task.launch().wire()).stream())
                .flatMap(
                    wire -> NetworkInterface.find(picture, wire.networkInterface().id()).stream()))
        .toList();
  }
}
