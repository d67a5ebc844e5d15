package argosy.agent.task;

import argosy.wire.acs.PayloadTask;
import argosy.wire.acs.PayloadTask.DockerVolume;
import argosy.wire.acs.PayloadTask.HostPath;
import argosy.wire.acs.PayloadTask.Volume;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// The volumes of a task: paths of the host, volumes of the engine that live with the task, and
/// volumes of the engine that tasks share.
final class TaskVolumes {
  private TaskVolumes() {}

  /// The path on the host; empty for a volume of the engine, and for a file system.
  static Optional<String> path(Volume volume) {
    HostPath host = volume.host();
    String path = host == null ? null : host.sourcePath();
    return path == null || path.isEmpty() ? Optional.empty() : Optional.of(path);
  }

  /// The engine's name of a volume of it.
  static String name(String host, PayloadTask task, Volume volume) {
    return isShared(volume) ? volume.name() : DockerNames.volume(host, task, volume.name());
  }

  /// The engine's names of the volumes that are removed with the task.
  static List<String> owned(String host, PayloadTask task) {
    return task.volumes().stream()
        .filter(volume -> path(volume).isEmpty() && !isShared(volume) && !isFileSystem(volume))
        .map(volume -> name(host, task, volume))
        .toList();
  }

  /// The volumes that have to be made before a container, as bodies of their creation: those of
  /// which the definition says what they are like.
  static List<ObjectNode> made(String host, PayloadTask task, PayloadTask.Container container) {
    return task.volumes().stream()
        .filter(volume ->
            container.mountPoints().stream().anyMatch(m -> m.sourceVolume().equals(volume.name())))
        .flatMap(volume ->
            Optional.ofNullable(volume.dockerVolumeConfiguration())
                .filter(said -> !isShared(volume) || said.autoprovision())
                .map(said -> body(name(host, task, volume), said))
                .stream())
        .toList();
  }

  /// It is a folder that has to be found when a container is made.
  static boolean isFileSystem(Volume volume) {
    return volume.efsVolumeConfiguration() != null;
  }

  private static boolean isShared(Volume volume) {
    DockerVolume docker = volume.dockerVolumeConfiguration();
    return docker != null && "shared".equals(docker.scope());
  }

  private static ObjectNode body(String name, DockerVolume said) {
    ObjectNode body = CreateBody.JSON.createObjectNode().put("Name", name);
    if (said.driver() != null) {
      body.put("Driver", said.driver());
    }
    ObjectNode options = body.putObject("DriverOpts");
    said.driverOpts().forEach(options::put);
    ObjectNode labels = body.putObject("Labels");
    said.labels().forEach(labels::put);
    return body;
  }
}
