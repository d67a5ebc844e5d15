package argosy.agent.task;

import argosy.wire.acs.PayloadTask;
import argosy.wire.acs.PayloadTask.Container;
import argosy.wire.acs.PayloadTask.Volume;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether this agent can run a task at all. What it can't honour it refuses: a task that runs
/// without what it asked for would be worse.
final class TaskCheck {
  private static final Set<String> NETWORK_MODES = Set.of("bridge", "host", "none", "awsvpc");
  private static final Set<String> VOLUME_TYPES = Set.of("host", "docker", "efs");

  /// Why a task in network mode awsvpc is refused that was meant for another host.
  static final String NO_NETWORK =
      "ResourceInitializationError: this host has no network for tasks in network mode awsvpc; its"
          + " agent's log says why";

  private TaskCheck() {}

  /// Why the task is refused, in the genuine agent's words, its spelling included.
  ///
  /// @param unhonoured members of the task on the wire that this agent doesn't know
  static Optional<String> refusal(PayloadTask task, List<String> unhonoured) {
    String mode = task.networkMode();
    if (!unhonoured.isEmpty()) {
      return refused("this agent doesn't support yet: " + String.join(", ", unhonoured));
    }
    if (task.containers().isEmpty()) {
      return refused("it has no containers");
    }
    if ("awsvpc".equals(mode) != task.networkInterface().isPresent()) {
      return refused("network mode " + mode + " and its network interface contradict each other");
    }
    if (mode != null && !mode.isEmpty() && !NETWORK_MODES.contains(mode)) {
      return refused("network mode " + mode + " is unknown");
    }
    for (Volume volume : task.volumes()) {
      String type = volume.type();
      if (type != null && !type.isEmpty() && !VOLUME_TYPES.contains(type)) {
        return refused("volume " + volume.name() + ": this agent doesn't support type " + type);
      }
      if ("efs".equals(type) && volume.efsVolumeConfiguration() == null) {
        return refused("volume " + volume.name() + " doesn't say which file system it is");
      }
    }
    for (PayloadTask.Association device : task.associations()) {
      if (!device.type().equals(PayloadTask.Association.GPU)) {
        return refused("association " + device.name() + " is of the type " + device.type());
      }
      if (task.containers().stream()
          .noneMatch(c -> device.containers().equals(List.of(c.name())))) {
        return refused(
            "GPU "
                + device.name()
                + " is for one container of the task, not "
                + device.containers());
      }
    }
    for (Container container : task.containers()) {
      for (PayloadTask.EnvironmentFile file : container.environmentFiles()) {
        if (!file.type().equals("s3")) {
          return refused("environment file " + file.value() + " is of the type " + file.type());
        }
      }
      try {
        CreateBody.command(container);
      } catch (IllegalArgumentException e) {
        return refused("container " + container.name() + ": " + e.getMessage());
      }
    }
    return resolvable(task)
        ? Optional.empty()
        : Optional.of("Task dependencies cannot be resolved, taskArn: " + task.arn());
  }

  private static Optional<String> refused(String why) {
    return Optional.of("UnrecogniedTaskError: Error loading task - " + why);
  }

  /// No name is used twice, whatever a container needs is a container of the task, and none needs
  /// itself.
  private static boolean resolvable(PayloadTask task) {
    Map<String, Container> named = new HashMap<>();
    for (Container container : task.containers()) {
      if (named.put(container.name(), container) != null) {
        return false;
      }
    }
    Set<String> done = new HashSet<>();
    return task.containers().stream().allMatch(c -> ends(c, named, new HashSet<>(), done));
  }

  private static boolean ends(
      @Nullable Container from, Map<String, Container> named, Set<String> way, Set<String> done) {
    if (from == null || !way.add(from.name())) {
      return false;
    }
    if (done.contains(from.name())) {
      way.remove(from.name());
      return true;
    }
    for (String link : from.links()) {
      if (!ends(named.get(link.split(":", 2)[0]), named, way, done)) {
        return false;
      }
    }
    for (PayloadTask.VolumesFrom source : from.volumesFrom()) {
      if (!ends(named.get(source.sourceContainer()), named, way, done)) {
        return false;
      }
    }
    for (PayloadTask.Dependency dependency : from.dependsOn()) {
      Container first = named.get(dependency.containerName());
      boolean checked = first != null && "docker".equals(first.healthCheckType());
      if (!Dependencies.isResolvable(dependency, checked) || !ends(first, named, way, done)) {
        return false;
      }
    }
    way.remove(from.name());
    done.add(from.name());
    return true;
  }
}
