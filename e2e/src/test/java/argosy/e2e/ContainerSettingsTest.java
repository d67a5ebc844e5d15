package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.Volume;
import tools.jackson.databind.JsonNode;

/// What a definition says of a container is so inside it.
@ExtendWith(SharedArgosy.class)
class ContainerSettingsTest {
  private final Clients aws;

  ContainerSettingsTest(Clients aws) {
    this.aws = aws;
  }

  @Test
  void commandEntryPointEnvironmentUserAndFolderAreTheDefinitions() throws Exception {
    Task task =
        aws.stopped(
            aws.run(
                Definitions.of(
                    "settings",
                    Definitions.small("teller", "argosy/toolbox:1")
                        .entryPoint(
                            "sh", "-c", "echo \"$0 $1: $GREETING\" $(id -un) $(pwd); exit 5")
                        .command("an argument", "another, with \"quotes\"")
                        .environment(Definitions.variable("GREETING", "Ähoi = $x"))
                        .user("nobody")
                        .workingDirectory("/var"))));
    Container teller = task.containers().getFirst();
    assertEquals(5, teller.exitCode());
    assertEquals(
        "an argument another, with \"quotes\": Ähoi = $x nobody /var",
        Docker.logs(teller.runtimeId()).strip());
  }

  @Test
  void memoryAndCpuLimitsHoldInside() throws Exception {
    Task task =
        aws.running(
            aws.run(
                Definitions.of(
                    "limits",
                    Definitions.shell("limited", Definitions.STAY)
                        .memory(48)
                        .memoryReservation(24)
                        .cpu(200))));
    String id = task.containers().getFirst().runtimeId();
    JsonNode host = Docker.inspect(id).path("HostConfig");
    assertEquals(48L << 20, host.path("Memory").asLong());
    assertEquals(24L << 20, host.path("MemoryReservation").asLong());
    assertEquals(200, host.path("CpuShares").asInt());
    String inside =
        Docker.inside(
            id,
            "cat /sys/fs/cgroup/memory.max /sys/fs/cgroup/memory/memory.limit_in_bytes 2>&1; true");
    assertTrue(inside.contains(String.valueOf(48L << 20)), inside);
  }

  @Test
  void theSizeOfTheTaskLimitsContainersThatHaveNone() throws Exception {
    var definition =
        Definitions.of("sized", Definitions.shell("sized", Definitions.STAY).memory(null))
            .toBuilder()
            .cpu("512")
            .memory("64")
            .build();
    Task task = aws.running(aws.run(definition));
    assertEquals("512", task.cpu());
    assertEquals("64", task.memory());
    JsonNode host = Docker.inspect(task.containers().getFirst().runtimeId()).path("HostConfig");
    assertEquals(64L << 20, host.path("Memory").asLong());
  }

  @Test
  void aFolderOfTheHostIsMountedWritableOrReadOnly(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("greeting"), "from the host");
    var definition =
        Definitions.of(
                "folders",
                Definitions.shell("writer", "cat /in/greeting >/in/copy; " + Definitions.STAY)
                    .mountPoints(Definitions.mount("folder", "/in")),
                Definitions.shell("reader", Definitions.STAY)
                    .mountPoints(
                        Definitions.mount("folder", "/in").toBuilder().readOnly(true).build()))
            .toBuilder()
            .volumes(
                Volume.builder()
                    .name("folder")
                    .host(it -> it.sourcePath(folder.toString()))
                    .build())
            .build();
    Task task = aws.running(aws.run(definition));
    Await.until(
        Services.PATIENCE,
        "the container's copy",
        () -> Files.exists(folder.resolve("copy")) && Files.size(folder.resolve("copy")) > 0);
    assertEquals("from the host", Files.readString(folder.resolve("copy")));
    String reader = id(task, "reader");
    assertEquals("from the host", Docker.inside(reader, "cat /in/greeting"));
    assertEquals(
        1, Docker.run("exec", reader, "sh", "-c", "echo x >/in/mine 2>/dev/null").exitCode());
    assertFalse(Files.exists(folder.resolve("mine")));
  }

  @Test
  void aVolumeWithoutAPathIsSharedByTheTasksContainersAlone() throws Exception {
    var definition =
        Definitions.of(
                "volumes",
                Definitions.shell("one", "echo shared >/one/file; " + Definitions.STAY)
                    .mountPoints(Definitions.mount("both", "/one")),
                Definitions.shell("two", Definitions.STAY)
                    .mountPoints(Definitions.mount("both", "/two")))
            .toBuilder()
            .volumes(Volume.builder().name("both").build())
            .build();
    String arn = aws.register(definition);
    List<Task> tasks = aws.running(aws.run(it -> it.taskDefinition(arn).count(2)));
    String first = id(tasks.getFirst(), "two");
    Await.until(
        Services.PATIENCE,
        "the other container's file",
        () -> Docker.run("exec", first, "cat", "/two/file").out().strip().equals("shared"));
    assertEquals(
        2, tasks.stream().map(ContainerSettingsTest::volume).distinct().count(), "a volume a task");
  }

  private static String volume(Task task) {
    try {
      return Docker.inspect(id(task, "one")).at("/Mounts/0/Name").asString();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static String id(Task task, String name) {
    return Clients.container(task, name).runtimeId();
  }
}
