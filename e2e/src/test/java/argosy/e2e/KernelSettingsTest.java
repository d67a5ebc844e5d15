package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.ecs.model.Device;
import software.amazon.awssdk.services.ecs.model.DeviceCgroupPermission;
import software.amazon.awssdk.services.ecs.model.IpcMode;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.PidMode;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.Tmpfs;
import tools.jackson.databind.JsonNode;

/// What a definition asks of the kernel and of the engine is so inside the container.
@ExtendWith(SharedArgosy.class)
class KernelSettingsTest {
  private static final Tmpfs TMPFS =
      Tmpfs.builder().containerPath("/scratch").size(3).mountOptions("noexec").build();
  private static final Device HOLE =
      Device.builder()
          .hostPath("/dev/null")
          .containerPath("/dev/hole")
          .permissions(DeviceCgroupPermission.READ)
          .build();

  private final Clients aws;

  KernelSettingsTest(Clients aws) {
    this.aws = aws;
  }

  @Test
  void linuxParametersHoldInside() throws Exception {
    String id =
        id(
            aws.run(
                Definitions.of(
                    "kernel",
                    Definitions.shell("kernel", Definitions.STAY)
                        .linuxParameters(linux ->
                            linux
                                .initProcessEnabled(true)
                                .sharedMemorySize(16)
                                .maxSwap(0)
                                .swappiness(7)
                                .capabilities(c -> c.add("NET_ADMIN").drop("CHOWN"))
                                .tmpfs(TMPFS)
                                .devices(HOLE)))));
    JsonNode host = Docker.inspect(id).path("HostConfig");
    assertEquals(32L << 20, host.path("MemorySwap").asLong());
    assertEquals(7, host.path("MemorySwappiness").asInt());
    assertEquals("r", host.at("/Devices/0/CgroupPermissions").asString());
    assertEquals("docker-init", Docker.inside(id, "cat /proc/1/comm"));
    String mounts = Docker.inside(id, "cat /proc/mounts");
    assertTrue(mounts.lines().anyMatch(isMount("/scratch", "noexec", "size=3072k")), mounts);
    assertTrue(mounts.lines().anyMatch(isMount("/dev/shm", "size=16384k")), mounts);
    assertTrue(Docker.inside(id, "ls -l /dev/hole").startsWith("cr"));
    long rights = Long.parseLong(capabilities(id), 16);
    assertEquals(1, rights >> 12 & 1, "NET_ADMIN");
    assertEquals(0, rights & 1, "CHOWN");
  }

  @Test
  void processesAndMemoryAreTheHostsIfTheDefinitionSaysSo() throws Exception {
    var definition = Definitions.of("spaces", Definitions.shell("inside", Definitions.STAY));
    String own = id(aws.run(definition));
    String shared =
        id(aws.run(definition.toBuilder().pidMode(PidMode.HOST).ipcMode(IpcMode.HOST).build()));
    for (String space : new String[] {"pid", "ipc"}) {
      String here = Files.readSymbolicLink(Path.of("/proc/self/ns", space)).toString();
      assertNotEquals(here, Docker.inside(own, "readlink /proc/self/ns/" + space));
      assertEquals(here, Docker.inside(shared, "readlink /proc/self/ns/" + space));
    }
  }

  @Test
  void theLogGoesWhereTheDefinitionSays() throws Exception {
    String id =
        id(
            aws.run(
                Definitions.of(
                    "logged",
                    Definitions.shell("logged", Definitions.STAY)
                        .logConfiguration(log ->
                            log.logDriver(LogDriver.JSON_FILE)
                                .options(Map.of("max-size", "1m", "max-file", "2"))))));
    JsonNode log = Docker.inspect(id).at("/HostConfig/LogConfig");
    assertEquals("json-file", log.path("Type").asString());
    assertEquals("1m", log.at("/Config/max-size").asString());
  }

  private static Predicate<String> isMount(String path, String... options) {
    return line -> {
      String[] parts = line.split(" ", -1);
      return parts[1].equals(path)
          && Arrays.asList(parts[3].split(",")).containsAll(List.of(options));
    };
  }

  private static String capabilities(String id) throws Exception {
    return Docker.inside(id, "grep CapBnd /proc/1/status").split("\\s+", 2)[1];
  }

  private String id(Task task) {
    return aws.running(task).containers().getFirst().runtimeId();
  }
}
