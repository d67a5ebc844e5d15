package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Tag;
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
    String definition = task.taskDefinitionArn();
    assertEquals(
        definition.substring(definition.lastIndexOf(':') + 1), whole.path("Revision").asString());
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
    assertTrue(stats.path(web).path("precpu_stats").path("cpu_usage").has("total_usage"));
    JsonNode third = page(web, "$ECS_CONTAINER_METADATA_URI/task");
    assertEquals(task.taskArn(), third.path("TaskARN").asString());
    assertFalse(third.at("/Containers/0").has("ContainerARN"), "version 3 doesn't say it");
  }

  @Test
  void itLearnsHowItDoesAndHowFastItsNetworkIsUsed() throws Exception {
    var checked =
        Definitions.shell("web", "echo page >/tmp/x; httpd -f -p 80 -h /tmp")
            .healthCheck(it -> it.command("CMD-SHELL", "echo fine").interval(5))
            .restartPolicy(it -> it.enabled(true));
    Task task = asking(Definitions.of("metadata-health", checked));
    String web = id(task, "web");
    JsonNode healthy =
        Await.some(
            Services.PATIENCE,
            "the container is healthy",
            () ->
                Optional.of(page(web, "$ECS_CONTAINER_METADATA_URI_V4"))
                    .filter(it -> it.at("/Health/status").asString().equals("HEALTHY")));
    assertTrue(Instant.parse(healthy.at("/Health/statusSince").asString()).isBefore(Instant.now()));
    assertEquals("fine", healthy.at("/Health/output").asString().strip());
    assertEquals(0, healthy.path("RestartCount").asInt(-1));
    String address = Docker.inspect(web).at("/NetworkSettings/IPAddress").asString();
    String load = "while :; do wget -qO /dev/null http://" + address + "/x; done";
    Task busy = aws.running(aws.run(Definitions.of("load", Definitions.shell("load", load))));
    Await.until(
        Services.PATIENCE,
        "the rates are those of somebody who is asked much",
        () -> {
          JsonNode rates =
              page(web, "$ECS_CONTAINER_METADATA_URI_V4/stats").path("network_rate_stats");
          return rates.path("rx_bytes_per_sec").asDouble() > 100
              && rates.path("tx_bytes_per_sec").asDouble() > 100;
        });
    aws.stop(busy);
  }

  @Test
  void tagsAreThoseThatTheTaskAndTheInstanceHaveNow() throws Exception {
    Task task = asking(definition("metadata-tags", NetworkMode.BRIDGE));
    String web = id(task, "web");
    JsonNode none = inTime(web, "$ECS_CONTAINER_METADATA_URI_V4/taskWithTags", _ -> true);
    assertFalse(none.has("TaskTags"), none.toString());
    Tag tag = Tag.builder().key("team").value("a").build();
    for (String arn : List.of(task.taskArn(), task.containerInstanceArn())) {
      aws.ecs().tagResource(it -> it.resourceArn(arn).tags(tag));
    }
    for (String uri :
        List.of(
            "$ECS_CONTAINER_METADATA_URI_V4/taskWithTags",
            "$ECS_CONTAINER_METADATA_URI/taskWithTags",
            "http://169.254.170.2/v2/metadataWithTags")) {
      JsonNode whole =
          inTime(web, uri, it -> it.has("TaskTags") && it.has("ContainerInstanceTags"));
      assertEquals("a", whole.at("/TaskTags/team").asString(), uri);
      assertEquals("a", whole.at("/ContainerInstanceTags/team").asString(), uri);
    }
    aws.ecs().untagResource(it -> it.resourceArn(task.containerInstanceArn()).tagKeys(tag.key()));
  }

  @Test
  void versionTwoTellsWhoeverAsksOfHisOwnTaskOnly() throws Exception {
    Task task = asking(definition("metadata-second", NetworkMode.BRIDGE));
    Task other = aws.running(aws.run(definition("metadata-second", NetworkMode.BRIDGE)));
    Task onHost = aws.running(aws.run(definition("metadata-second-host", NetworkMode.HOST)));
    String second = "http://169.254.170.2/v2/";
    for (Task one : List.of(task, other)) {
      for (String name : List.of("web", "side")) {
        String id = id(one, name);
        JsonNode whole = page(id, second + "metadata");
        assertEquals(one.taskArn(), whole.path("TaskARN").asString());
        assertEquals(id, page(id, second + "metadata/" + id).path("DockerId").asString());
      }
    }
    String web = id(task, "web");
    assertTrue(page(web, second + "stats").has(id(task, "side")));
    assertEquals(web, page(web, second + "stats/" + web).path("id").asString());
    for (String path : List.of("metadata/", "stats/")) {
      assertTrue(status(web, second + path + id(other, "web")).contains("404"), path);
    }
    assertTrue(status(id(onHost, "web"), second + "metadata").contains("404"));
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
            "/v2/credentials",
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

  /// A page with all that the agent asks the control plane for, which it gives two seconds.
  private static JsonNode inTime(String container, String uri, Predicate<JsonNode> isWhole)
      throws Exception {
    return Await.some(
        Services.PATIENCE,
        "tags at " + uri,
        () -> Optional.of(page(container, uri)).filter(it -> !it.has("Errors")).filter(isWhole));
  }

  private static String status(String container, String url) throws Exception {
    Ran ran = Docker.run("exec", container, "wget", "-O-", url);
    return ran.out() + ran.err();
  }

  private static String variable(String container, String name) throws Exception {
    return Docker.variable(container, name).orElse("");
  }

  private static boolean shut() throws Exception {
    var rules = List.of("iptables", "-w", "60", "-S", "FORWARD");
    return Ran.of(Duration.ofSeconds(90), Map.of(), rules).well().lines().stream()
        .anyMatch(line -> line.contains("-d 169.254.0.0/16") && line.endsWith("-j DROP"));
  }

  private static String id(Task task, String container) {
    return Clients.container(task, container).runtimeId();
  }

  private static String arn(Task task, String container) {
    return Clients.container(task, container).containerArn();
  }
}
