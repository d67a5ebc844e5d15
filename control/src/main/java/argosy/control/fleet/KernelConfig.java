package argosy.control.fleet;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Device;
import software.amazon.awssdk.services.ecs.model.DeviceCgroupPermission;
import software.amazon.awssdk.services.ecs.model.LinuxParameters;
import software.amazon.awssdk.services.ecs.model.Tmpfs;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a container definition asks of Linux, in Docker Engine's own spelling.
final class KernelConfig {
  private static final long MIB = 1 << 20;

  private KernelConfig() {}

  /// @param memoryMib the container's hard limit; without one there is no limit of its swap either
  static void put(ObjectNode host, LinuxParameters said, @Nullable Integer memoryMib) {
    if (said.capabilities() != null) {
      EngineConfig.texts(host, "CapAdd", said.capabilities().add());
      EngineConfig.texts(host, "CapDrop", said.capabilities().drop());
    }
    if (Boolean.TRUE.equals(said.initProcessEnabled())) {
      host.put("Init", true);
    }
    if (said.sharedMemorySize() != null) {
      host.put("ShmSize", said.sharedMemorySize() * MIB);
    }
    if (said.hasTmpfs()) {
      ObjectNode mounts = host.putObject("Tmpfs");
      said.tmpfs().forEach(tmpfs -> mounts.put(tmpfs.containerPath(), options(tmpfs)));
    }
    if (said.hasDevices()) {
      ArrayNode devices = host.putArray("Devices");
      said.devices().forEach(device -> put(devices.addObject(), device));
    }
    if (said.maxSwap() != null && memoryMib != null) {
      host.put("MemorySwap", (memoryMib + said.maxSwap()) * MIB);
      if (said.swappiness() != null) {
        host.put("MemorySwappiness", said.swappiness());
      }
    }
  }

  private static String options(Tmpfs said) {
    String size = "size=" + said.size() + "m";
    return said.mountOptions().isEmpty()
        ? size
        : size + "," + String.join(",", said.mountOptions());
  }

  private static void put(ObjectNode into, Device said) {
    String inside = said.containerPath();
    into.put("PathOnHost", said.hostPath());
    into.put("PathInContainer", inside == null || inside.isEmpty() ? said.hostPath() : inside);
    into.put("CgroupPermissions", permissions(said.permissions()));
  }

  /// All of them where none is said.
  private static String permissions(List<DeviceCgroupPermission> said) {
    var letters = new StringBuilder();
    for (DeviceCgroupPermission one : DeviceCgroupPermission.knownValues()) {
      if (said.isEmpty() || said.contains(one)) {
        letters.append(one.toString().charAt(0));
      }
    }
    return letters.toString();
  }
}
