package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.ecs.model.Scope;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.Volume;
import software.amazon.awssdk.services.ecs.model.VolumeFrom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Volumes of the engine: a task's own, those that tasks share, and those of another container.
@ExtendWith(SharedArgosy.class)
class VolumesTest {
  private final Clients aws;

  VolumesTest(Clients aws) {
    this.aws = aws;
  }

  @Test
  void aTasksOwnVolumeIsAsTheDefinitionSaysAndAnotherContainersToo() throws Exception {
    var definition =
        Definitions.of(
                "own-volume",
                Definitions.shell("source", "echo shared >/data/file; " + Definitions.STAY)
                    .mountPoints(Definitions.mount("own", "/data")),
                Definitions.shell("taker", Definitions.STAY)
                    .volumesFrom(
                        VolumeFrom.builder().sourceContainer("source").readOnly(true).build()))
            .toBuilder()
            .volumes(
                Volume.builder()
                    .name("own")
                    .dockerVolumeConfiguration(v ->
                        v.scope(Scope.TASK)
                            .driver("local")
                            .driverOpts(Map.of("type", "tmpfs", "device", "tmpfs", "o", "size=2m"))
                            .labels(Map.of("team", "a")))
                    .build())
            .build();
    Task task = aws.running(aws.run(definition));
    String taker = id(task, "taker");
    JsonNode mount = Docker.inspect(id(task, "source")).at("/Mounts/0");
    assertEquals(mount.path("Name"), Docker.inspect(taker).at("/Mounts/0/Name"));
    awaitFile(taker, "shared");
    assertEquals(1, Docker.run("exec", taker, "touch", "/data/mine").exitCode());
    JsonNode volume = volume(mount.path("Name").asString());
    assertEquals("a", volume.at("/Labels/team").asString());
    assertEquals("size=2m", volume.at("/Options/o").asString());
  }

  @Test
  void aSharedVolumeOutlivesItsTasks() throws Exception {
    String name = "argosy-e2e-" + UUID.randomUUID();
    var definition =
        Definitions.of(
                "shared-volume",
                Definitions.shell(
                        "main", "[ -f /data/file ] || hostname >/data/file; " + Definitions.STAY)
                    .mountPoints(Definitions.mount(name, "/data")))
            .toBuilder()
            .volumes(
                Volume.builder()
                    .name(name)
                    .dockerVolumeConfiguration(
                        v -> v.scope(Scope.SHARED).autoprovision(true).labels(Map.of("team", "b")))
                    .build())
            .build();
    try {
      Task first = aws.running(aws.run(definition));
      assertEquals(name, Docker.inspect(id(first, "main")).at("/Mounts/0/Name").asString());
      assertEquals("b", volume(name).at("/Labels/team").asString());
      String writer = Docker.inside(id(first, "main"), "hostname");
      awaitFile(id(first, "main"), writer);
      assertEquals("STOPPED", aws.stop(first).lastStatus());
      Task second = aws.running(aws.run(definition));
      assertEquals(writer, Docker.inside(id(second, "main"), "cat /data/file"));
      Docker.remove(List.of(id(second, "main"), id(first, "main")));
    } finally {
      assertEquals(0, Docker.run("volume", "rm", name).exitCode());
    }
  }

  /// RUNNING doesn't say that the script has written it already.
  private static void awaitFile(String container, String text) throws Exception {
    Await.until(
        Services.PATIENCE,
        "the file says " + text,
        () -> Docker.inside(container, "cat /data/file 2>/dev/null || true").equals(text));
  }

  private static JsonNode volume(String name) throws Exception {
    String found = Docker.run("volume", "inspect", name).well().out();
    return JsonMapper.shared().readTree(found).get(0);
  }

  private static String id(Task task, String name) {
    return Clients.container(task, name).runtimeId();
  }
}
