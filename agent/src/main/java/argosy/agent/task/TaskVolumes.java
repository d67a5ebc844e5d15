package argosy.agent.task;

import argosy.wire.acs.PayloadTask;
import argosy.wire.acs.PayloadTask.HostPath;
import argosy.wire.acs.PayloadTask.Volume;
import java.util.List;
import java.util.Optional;

/// The volumes of a task: paths of the host, or volumes of the engine that live with the task.
final class TaskVolumes {
  private TaskVolumes() {}

  /// The path on the host; empty for a volume that lives with the task.
  static Optional<String> path(Volume volume) {
    HostPath host = volume.host();
    String path = host == null ? null : host.sourcePath();
    return path == null || path.isEmpty() ? Optional.empty() : Optional.of(path);
  }

  /// The engine's names of the volumes that are removed with the task.
  static List<String> owned(String host, PayloadTask task) {
    return task.volumes().stream()
        .filter(volume -> path(volume).isEmpty())
        .map(volume -> DockerNames.volume(host, task, volume.name()))
        .toList();
  }
}
