package argosy.agent.runtime.docker;

import argosy.agent.runtime.Runtime.Group;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Groups of containers as the kernel's control groups, version 1, where ECS has them too:
/// `/ecs/<task>`. The agent must be allowed to write there, and the engine must not leave its
/// groups to systemd.
final class Cgroups {
  static final Path ROOT = Path.of("/sys/fs/cgroup");
  private static final Logger LOG = LoggerFactory.getLogger(Cgroups.class);
  private static final String PARENT = "ecs";
  private static final long PERIOD_MICROS = 100_000;
  private static final long MIB = 1 << 20;

  private final Path root;

  Cgroups(Path root) {
    this.root = root;
  }

  Optional<String> make(Group group) {
    if (!Files.isWritable(root.resolve("memory")) || !Files.isWritable(root.resolve("cpu"))) {
      return Optional.empty();
    }
    try {
      Path memory = Files.createDirectories(of("memory", group.name()));
      if (group.memoryMib() != null) {
        put(memory, "memory.limit_in_bytes", group.memoryMib() * MIB);
      }
      Path cpu = Files.createDirectories(of("cpu", group.name()));
      if (group.vcpus() != null) {
        put(cpu, "cpu.cfs_period_us", PERIOD_MICROS);
        put(cpu, "cpu.cfs_quota_us", Math.round(group.vcpus() * PERIOD_MICROS));
      }
      return Optional.of("/" + PARENT + "/" + group.name());
    } catch (IOException e) {
      LOG.warn("group {} can't be made, each container has the limits: {}", group, e.toString());
      return Optional.empty();
    }
  }

  /// The engine has put the group's containers under every controller, so it is everywhere.
  void remove(String name) throws IOException {
    if (!Files.isDirectory(of("memory", name))) {
      return;
    }
    try (DirectoryStream<Path> controllers = Files.newDirectoryStream(root)) {
      for (Path controller : controllers) {
        Files.deleteIfExists(controller.resolve(PARENT, name));
      }
    }
  }

  private Path of(String controller, String name) {
    return root.resolve(controller, PARENT, name);
  }

  private static void put(Path group, String file, long value) throws IOException {
    Files.writeString(group.resolve(file), Long.toString(value));
  }
}
