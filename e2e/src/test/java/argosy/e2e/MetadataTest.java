package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Task;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a container learns of itself at 169.254.170.2, and that it learns nothing of others.
@ExtendWith(SharedArgosy.class)
class MetadataTest {
  private final Clients aws;

  MetadataTest(Clients aws) {
    this.aws = aws;
  }

  @Test
  void aContainerLearnsOfItselfAndItsTask() throws Exception {
    Task task = asking(definition("metadata", NetworkMode.BRIDGE));
    String web = id(task, "web");
    JsonNode self = page(web, "$ECS_CONTAINER_METADATA_URI_V4");
    assertEquals(web, self.path("DockerId").asString());
    assertEquals("web", self.path("Name").asString());
    assertEquals("RUNNING", self.path("KnownStatus").asString());
    assertEquals(arn(task, "web"), self.path("ContainerARN").asString());
    assertEquals("a", self.path("Labels").path("team").asString());
    assertFalse(self.path("Labels").has("argosy.task"), "the agent's own are not the container's");
    JsonNode engine = Docker.inspect(web);
    assertEquals(engine.path("Image"), self.path("ImageID"));
    assertEquals(engine.at("/NetworkSettings/IPAddress"), self.at("/Networks/0/IPv4Addresses/0"));
    assertEquals(8080, self.at("/Ports/0/ContainerPort").asInt());
    assertEquals(
        engine.at("/NetworkSettings/Ports/8080~1tcp/0/HostPort").asString(),
        self.at("/Ports/0/HostPort").asString());
    JsonNode whole = page(web, "$ECS_CONTAINER_METADATA_URI_V4/task");
    assertEquals(task.taskArn(), whole.path("TaskARN").asString());
    assertEquals("RUNNING", whole.path("DesiredStatus").asString());
    assertEquals("1", whole.path("Revision").asString());
    assertEquals(
        List.of("side", "web"),
        whole
            .path("Containers")
            .valueStream()
            .map(c -> c.path("Name").asString())
            .sorted()
            .toList());
    assertEquals(web, page(web, "$ECS_CONTAINER_METADATA_URI_V4/stats").path("id").asString());
    JsonNode stats = page(web, "$ECS_CONTAINER_METADATA_URI_V4/task/stats");
    assertTrue(stats.path(id(task, "side")).path("memory_stats").has("usage"), stats.toString());
    JsonNode third = page(web, "$ECS_CONTAINER_METADATA_URI/task");
    assertEquals(task.taskArn(), third.path("TaskARN").asString());
    assertFalse(third.at("/Containers/0").has("ContainerARN"), "version 3 doesn't say it");
  }

  @Test
  void oneOnTheHostsNetworkLearnsItToo() throws Exception {
    Task task = asking(definition("metadata-host", NetworkMode.HOST));
    JsonNode whole = page(id(task, "web"), "$ECS_CONTAINER_METADATA_URI_V4/task");
    assertEquals(task.taskArn(), whole.path("TaskARN").asString());
    assertEquals("host", whole.at("/Containers/0/Networks/0/NetworkMode").asString());
  }

  @Test
  void nothingIsLearntOfOthersNorOfTheMachine() throws Exception {
    Task task = asking(definition("metadata-others", NetworkMode.BRIDGE));
    String web = id(task, "web");
    String uri = variable(web, "ECS_CONTAINER_METADATA_URI_V4");
    assertNotEquals(uri, variable(id(task, "side"), "ECS_CONTAINER_METADATA_URI_V4"));
    for (String path :
        List.of(
            "/",
            "/v4/",
            "/v4",
            "/v4/0123456789abcdef0123456789abcdef/task",
            "/v2/metadata",
            "/v4/../v4/",
            "/v4/%2e%2e/task")) {
      String said = status(web, "http://169.254.170.2" + path);
      assertTrue(said.contains("404"), path + ": " + said);
    }
    assertTrue(shut(), "what is asked there would leave the machine");
    Ran outside =
        Docker.run("exec", web, "timeout", "2", "wget", "-qO-", "http://169.254.169.254/");
    assertNotEquals(0, outside.exitCode());
  }

  /// Another Argosy of this machine may have had the address until now, and containers are told of
  /// it when they are made.
  private Task asking(RegisterTaskDefinitionRequest definition) throws Exception {
    Task[] last = {aws.running(aws.run(definition))};
    Await.until(
        Duration.ofSeconds(30),
        "a task that may ask",
        () -> {
          if (!variable(id(last[0], "web"), "ECS_CONTAINER_METADATA_URI_V4").isEmpty()) {
            return true;
          }
          aws.stop(last[0]);
          last[0] = aws.running(aws.run(definition));
          return false;
        });
    return last[0];
  }

  private static RegisterTaskDefinitionRequest definition(String family, NetworkMode mode) {
    var web = Definitions.shell("web", Definitions.STAY).dockerLabels(Map.of("team", "a"));
    if (mode == NetworkMode.BRIDGE) {
      web.portMappings(PortMapping.builder().containerPort(8080).build());
    }
    return Definitions.of(family, web, Definitions.shell("side", Definitions.STAY)).toBuilder()
        .networkMode(mode)
        .build();
  }

  private static JsonNode page(String container, String uri) throws Exception {
    return JsonMapper.shared().readTree(Docker.inside(container, "wget -qO- " + uri));
  }

  private static String status(String container, String url) throws Exception {
    Ran ran = Docker.run("exec", container, "wget", "-O-", url);
    return ran.out() + ran.err();
  }

  private static String variable(String container, String name) throws Exception {
    return Docker.inspect(container)
        .at("/Config/Env")
        .valueStream()
        .map(JsonNode::asString)
        .filter(text -> text.startsWith(name + "="))
        .map(text -> text.substring(name.length() + 1))
        .findFirst()
        .orElse("");
  }

  private static boolean shut() throws Exception {
    var rules = List.of("iptables", "-w", "5", "-S", "FORWARD");
    return Ran.of(Duration.ofSeconds(10), Map.of(), rules).well().lines().stream()
        .anyMatch(line -> line.contains("-d 169.254.0.0/16") && line.endsWith("-j DROP"));
  }

  private static String id(Task task, String container) {
    return task.containers().stream()
        .filter(c -> c.name().equals(container))
        .findFirst()
        .orElseThrow()
        .runtimeId();
  }

  private static String arn(Task task, String container) {
    return task.containers().stream()
        .filter(c -> c.name().equals(container))
        .findFirst()
        .orElseThrow()
        .containerArn();
  }
}
