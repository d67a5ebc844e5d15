package argosy.agent.task;

import argosy.agent.Folders;
import argosy.agent.ResourceFault;
import argosy.wire.acs.PayloadTask;
import argosy.wire.acs.PayloadTask.Container;
import argosy.wire.acs.PayloadTask.EfsVolume;
import argosy.wire.acs.PayloadTask.MountPoint;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// The file systems that containers mount: folders of the host.
final class FileSystems {
  private FileSystems() {}

  static boolean isOne(PayloadTask task, MountPoint mount) {
    return find(task, mount).isPresent();
  }

  /// Finds the folders and puts them into the body of a container's creation. These mounts need
  /// their folder; Docker would make the missing one of a bind in the older spelling.
  static void mount(ObjectNode body, PayloadTask task, Container spec, Folders folders)
      throws ResourceFault {
    for (MountPoint mount : spec.mountPoints()) {
      Optional<EfsVolume> volume = find(task, mount);
      if (volume.isPresent()) {
        Path folder = folders.fileSystem(volume.get());
        body.withObjectProperty("HostConfig")
            .withArrayProperty("Mounts")
            .addObject()
            .put("Type", "bind")
            .put("Source", folder.toString())
            .put("Target", mount.containerPath())
            .put("ReadOnly", mount.readOnly());
      }
    }
  }

  private static Optional<EfsVolume> find(PayloadTask task, MountPoint mount) {
    return task.volumes().stream()
        .filter(volume -> volume.name().equals(mount.sourceVolume()))
        .flatMap(volume -> Optional.ofNullable(volume.efsVolumeConfiguration()).stream())
        .findFirst();
  }
}
