package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.Task;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the agent tells whoever is on its host, at the port of Amazon's agent.
@ExtendWith(SharedArgosy.class)
class IntrospectionTest {
  private final Clients aws;
  private final HttpClient http = HttpClient.newHttpClient();

  IntrospectionTest(Clients aws) {
    this.aws = aws;
  }

  @Test
  void theHostIsToldWhichInstanceItIsAndWhatRunsOnIt() throws Exception {
    String instance = aws.ecs().listContainerInstances().containerInstanceArns().getFirst();
    JsonNode self = page("/v1/metadata", 200);
    assumeTrue(
        self.path("ContainerInstanceArn").asString("").equals(instance),
        "another agent of this machine answers at 51678");
    assertEquals("default", self.path("Cluster").asString());
    assertTrue(self.path("Version").asString().startsWith("Argosy Agent - v"), self.toString());
    Task task =
        aws.running(
            aws.run(
                Definitions.of(
                    "introspected",
                    Definitions.shell("web", Definitions.STAY)
                        .portMappings(PortMapping.builder().containerPort(8080).build()))));
    String id = task.containers().getFirst().runtimeId();
    JsonNode found =
        page("/v1/tasks?taskarn=" + URLEncoder.encode(task.taskArn(), StandardCharsets.UTF_8), 200);
    assertEquals(task.taskArn(), found.path("Arn").asString());
    assertEquals("RUNNING", found.path("KnownStatus").asString());
    assertEquals("introspected", found.path("Family").asString());
    assertEquals(id, found.at("/Containers/0/DockerId").asString());
    assertEquals(
        Docker.inspect(id).at("/NetworkSettings/Ports/8080~1tcp/0/HostPort").asInt(),
        found.at("/Containers/0/Ports/0/HostPort").asInt());
    assertEquals(found, page("/v1/tasks?dockerid=" + id.substring(0, 12), 200));
    assertTrue(
        page("/v1/tasks", 200)
            .path("Tasks")
            .valueStream()
            .anyMatch(it -> it.path("Arn").asString().equals(task.taskArn())));
    page("/v1/tasks?dockerid=0123456789ab", 404);
    page("/v1/tasks?dockerid=", 404);
    page("/v1/secrets", 404);
  }

  private JsonNode page(String path, int status) throws Exception {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:51678" + path)).build(),
            BodyHandlers.ofString());
    assertEquals(status, answer.statusCode(), answer.body());
    return JsonMapper.shared().readTree(answer.body());
  }
}
