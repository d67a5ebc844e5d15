package argosy.agent;

import static argosy.agent.Payloads.container;
import static argosy.agent.Payloads.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.wire.acs.PayloadTask;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.model.Attribute;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Containers with file systems and environment files.
final class FilesOfTasksTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  @TempDir private Path folder = Path.of("");
  private AgentRig rig = new AgentRig();

  @BeforeEach
  void make() throws Exception {
    folder = folder.toRealPath();
    rig = rig(new Folders("box", Optional.of(folder), Optional.of(folder)));
    Files.createDirectories(folder.resolve("fs-1/web"));
    Files.createDirectories(folder.resolve("bucket"));
  }

  private static AgentRig rig(Folders folders) {
    return new AgentRig(PullBehavior.PREFER_CACHED, 1, TaskEndpoint.NONE, folders);
  }

  private static PayloadTask mounting() {
    ObjectNode task = JSON.valueToTree(task("t1", container("web")));
    task.set(
        "volumes",
        JSON.readTree(
            """
            [{"name": "data", "type": "efs", "efsVolumeConfiguration":
               {"fileSystemId": "fs-1", "rootDirectory": "/web", "transitEncryption": "ENABLED"}}]
            """));
    ((ObjectNode) task.at("/containers/0"))
        .set(
            "mountPoints",
            JSON.readTree(
                """
                [{"sourceVolume": "data", "containerPath": "/data", "readOnly": true}]
                """));
    return JSON.treeToValue(task, PayloadTask.class);
  }

  private static PayloadTask reading(String... keys) {
    ObjectNode task = JSON.valueToTree(task("t1", container("web")));
    ObjectNode web = (ObjectNode) task.at("/containers/0");
    web.putObject("environment").put("MINE", "definition");
    for (String key : keys) {
      web.withArrayProperty("environmentFiles")
          .addObject()
          .put("type", "s3")
          .put("value", "arn:aws:s3:::bucket/" + key);
    }
    return JSON.treeToValue(task, PayloadTask.class);
  }

  private JsonNode body() {
    return rig.runtime.body(rig.container("web").id());
  }

  private List<String> environment() {
    return body().path("Env").valueStream().map(JsonNode::asString).toList();
  }

  private Set<String> capabilities() {
    return rig.plane.registrations.getFirst().attributes().stream()
        .map(Attribute::name)
        .filter(name -> name.contains(".efs") || name.contains("env-files"))
        .collect(Collectors.toSet());
  }

  @Test
  void aFileSystemIsMountedFromItsFolder() {
    rig.start().place(mounting());
    JsonNode mount = body().at("/HostConfig/Mounts/0");
    assertEquals("bind", mount.path("Type").asString());
    assertEquals(folder + "/fs-1/web", mount.path("Source").asString());
    assertEquals("/data", mount.path("Target").asString());
    assertTrue(mount.path("ReadOnly").asBoolean());
    assertTrue(body().at("/HostConfig/Binds").isMissingNode());
  }

  @Test
  void withoutItsFolderTheTaskStops() throws Exception {
    Files.delete(folder.resolve("fs-1/web"));
    rig.start().place(mounting());
    rig.loop.pass(Duration.ofSeconds(10));
    assertEquals(List.of("STOPPED"), rig.plane.statuses());
    assertEquals(
        "ResourceInitializationError: failed to mount EFS fs-1: there is no folder "
            + folder
            + "/fs-1/web on host box",
        rig.plane.reports.getLast().containers().getFirst().reason());
    assertFalse(Files.exists(folder.resolve("fs-1/web")));
  }

  @Test
  void theDefinitionWinsOverFilesAndTheFirstFileOverTheNext() throws Exception {
    Files.writeString(
        folder.resolve("bucket/a.env"),
        """
        # a comment
        MINE=file
        FIRST=a
        QUOTED="as it = is"\t
        AWS_REGION=eu-west-1
        EMPTY=
        =nameless
        no assignment
        TWICE=1
        TWICE=2\r
        """);
    Files.writeString(folder.resolve("bucket/b.env"), "FIRST=b\nSECOND=b");
    rig.start().place(reading("a.env", "b.env"));
    assertEquals(
        List.of(
            "AWS_DEFAULT_REGION=us-east-1",
            "AWS_REGION=eu-west-1",
            "FIRST=a",
            "MINE=definition",
            "QUOTED=\"as it = is\"\t",
            "SECOND=b",
            "TWICE=2"),
        environment());
  }

  @Test
  void aMissingFileStopsTheTask() {
    rig.start().place(reading("none.env"));
    rig.loop.pass(Duration.ofSeconds(10));
    assertEquals(List.of("STOPPED"), rig.plane.statuses());
    String reason = rig.plane.reports.getLast().containers().getFirst().reason();
    assertTrue(
        reason.startsWith("ResourceInitializationError: failed to download env files: arn:"));
    assertTrue(reason.endsWith(folder + "/bucket/none.env on host box"), reason);
  }

  @Test
  void onlyAHostWithFoldersSaysThatItCan() {
    rig.start();
    assertEquals(
        Set.of("ecs.capability.efs", "ecs.capability.efsAuth", "ecs.capability.env-files.s3"),
        capabilities());
    rig = rig(Folders.none("box")).start();
    assertEquals(Set.of(), capabilities());
  }
}
