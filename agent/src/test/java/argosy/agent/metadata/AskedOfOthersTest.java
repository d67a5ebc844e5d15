package argosy.agent.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.agent.Payloads;
import argosy.agent.runtime.Runtime;
import argosy.agent.runtime.fake.FakeRuntime;
import argosy.wire.Headers;
import argosy.wire.HttpRequest;
import argosy.wire.acs.RoleCredentials;
import argosy.wire.client.ControlPlane;
import argosy.wire.client.ControlPlane.Refusal;
import argosy.wire.http.HttpResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.GetTaskProtectionRequest;
import software.amazon.awssdk.services.ecs.model.GetTaskProtectionResponse;
import software.amazon.awssdk.services.ecs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.ecs.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.ecs.model.ProtectedTask;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.UpdateTaskProtectionRequest;
import software.amazon.awssdk.services.ecs.model.UpdateTaskProtectionResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What the agent asks of the control plane and of the engine before it answers a container: tags,
/// the task's protection, and who has the address that asks.
class AskedOfOthersTest {
  private static final String ARN = Payloads.arn("t1");
  private static final String STATE = "/api/1d/task-protection/v1/state";

  private final FakeRuntime runtime = new FakeRuntime(() -> Instant.EPOCH);
  private final List<SdkPojo> asked = new ArrayList<>();
  private FakePlane.Mind agent = this::tags;
  private FakePlane.Mind role = this::protection;
  private RoleCredentials used = OneTask.ROLE.withoutSecrets();
  private OneTask tasks = OneTask.of(OneTask.ROLE);
  private InetAddress from = InetAddress.getLoopbackAddress();
  private String first = "";
  private String other = "";

  @BeforeEach
  void containers() throws Exception {
    runtime.addImage("web:1");
    first = made("a", "h1");
    String second = made("b", "h1");
    other = made("c", "h2");
    tasks = OneTask.of(OneTask.ROLE, first, second);
  }

  private String made(String name, String host) throws Exception {
    ObjectNode body = JsonMapper.shared().createObjectNode().put("Image", "web:1");
    body.putObject("Labels").put(Runtime.HOST_LABEL, host);
    String id = runtime.create(name, body);
    runtime.start(id);
    return id;
  }

  private SdkPojo tags(SdkPojo request) {
    asked.add(request);
    boolean task = ((ListTagsForResourceRequest) request).resourceArn().equals(ARN);
    return task
        ? ListTagsForResourceResponse.builder()
            .tags(Tag.builder().key("team").value("a").build())
            .build()
        : ListTagsForResourceResponse.builder().build();
  }

  private SdkPojo protection(SdkPojo request) {
    asked.add(request);
    ProtectedTask found =
        ProtectedTask.builder()
            .taskArn(ARN)
            .protectionEnabled(true)
            .expirationDate(Instant.parse("2026-01-01T12:00:00Z"))
            .build();
    return request instanceof GetTaskProtectionRequest
        ? GetTaskProtectionResponse.builder().protectedTasks(found).build()
        : UpdateTaskProtectionResponse.builder().protectedTasks(found).build();
  }

  @Test
  void tagsAreAskedForEachTimeWithTheAgentsKeys() {
    for (String path : List.of("/v4/1d/taskWithTags", "/v3/1d/taskWithTags")) {
      JsonNode page = json(get(path), 200);
      assertEquals(ARN, page.path("TaskARN").asString());
      assertEquals("{\"team\":\"a\"}", page.path("TaskTags").toString());
      assertFalse(page.has("ContainerInstanceTags"), "it has none");
      assertFalse(page.has("Errors"));
    }
    assertEquals(
        List.of(OneTask.INSTANCE, ARN, OneTask.INSTANCE, ARN),
        asked.stream().map(it -> ((ListTagsForResourceRequest) it).resourceArn()).toList());
    assertFalse(json(get("/v4/1d/task"), 200).has("TaskTags"));
  }

  @Test
  void whatTheControlPlaneRefusesStandsInThePageOfVersionFour() {
    agent =
        _ -> {
          throw new Refusal("AccessDeniedException", "not you", 400, "r1");
        };
    JsonNode page = json(get("/v4/1d/taskWithTags"), 200);
    assertEquals(ARN, page.path("TaskARN").asString());
    assertEquals(
        "{\"ErrorField\":\"TaskTags\",\"ErrorCode\":\"AccessDeniedException\",\"ErrorMessage\":"
            + "\"not you\",\"StatusCode\":400,\"RequestId\":\"r1\",\"ResourceARN\":\""
            + ARN
            + "\"}",
        page.at("/Errors/1").toString());
    assertEquals("ContainerInstanceTags", page.at("/Errors/0/ErrorField").asString());
    assertFalse(json(get("/v3/1d/taskWithTags"), 200).has("Errors"));
  }

  @Test
  void aControlPlaneThatSaysNothingIsntWaitedForLong() {
    var never = new CountDownLatch(1);
    FakePlane.Mind silent =
        _ -> {
          never.await();
          throw new IOException("never");
        };
    agent = silent;
    role = silent;
    long begin = System.nanoTime();
    JsonNode page = json(get("/v4/1d/taskWithTags"), 200);
    assertEquals(2, page.path("Errors").size());
    JsonNode timedOut = json(get(STATE), 504);
    assertEquals("RequestCanceled", timedOut.at("/error/Code").asString());
    assertEquals(ARN, timedOut.at("/error/Arn").asString());
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    assertTrue(took.compareTo(Duration.ofSeconds(15)) < 0, took.toString());
  }

  @Test
  void versionTwoKnowsWhoAsksByTheAddress() throws Exception {
    from = InetAddress.getByName("172.17.0.2");
    assertEquals(ARN, json(get("/v2/metadata"), 200).path("TaskARN").asString());
    assertEquals("a", json(get("/v2/metadataWithTags"), 200).at("/TaskTags/team").asString());
    assertEquals(first, json(get("/v2/metadata/" + first), 200).path("DockerId").asString());
    assertTrue(json(get("/v2/stats"), 200).has(first));
    assertEquals(first, json(get("/v2/stats/" + first), 200).path("id").asString());
    assertEquals(404, get("/v2/metadata/" + other).status(), "another's");
    for (String stranger : List.of("172.17.0.4", "172.17.0.9", "127.0.0.1")) {
      from = InetAddress.getByName(stranger);
      assertEquals(404, get("/v2/metadata").status(), stranger);
      assertEquals(404, get("/v2/stats/" + first).status(), stranger);
    }
  }

  @Test
  void protectionIsAskedForAsTheTasksRole() {
    JsonNode page = json(get(STATE), 200);
    assertEquals(
        "{\"protection\":{\"ExpirationDate\":\"2026-01-01T12:00:00Z\",\"ProtectionEnabled\":true,"
            + "\"TaskArn\":\""
            + ARN
            + "\"}}",
        page.toString());
    assertEquals(OneTask.ROLE, used, "with its session token");
    assertEquals(
        List.of(GetTaskProtectionRequest.builder().cluster("blue").tasks(ARN).build()), asked);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "{\"ProtectionEnabled\":true}; true;",
        "{\"ProtectionEnabled\":true, \"ExpiresInMinutes\":5}; true; 5",
        "{\"protectionEnabled\":false, \"expiresInMinutes\":null}; false;",
      },
      delimiter = ';')
  void protectionIsWishedFor(String body, boolean enabled, Integer minutes) {
    assertTrue(json(put(body), 200).path("protection").path("ProtectionEnabled").asBoolean());
    assertEquals(
        List.of(
            UpdateTaskProtectionRequest.builder()
                .cluster("blue")
                .tasks(ARN)
                .protectionEnabled(enabled)
                .expiresInMinutes(minutes)
                .build()),
        asked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yes",
        "[]",
        "true",
        "{\"ProtectionEnabled\":\"true\"}",
        "{\"ProtectionEnabled\":true,\"ExpiresInMinutes\":1.5}",
        "{\"ProtectionEnabled\":true,\"Tasks\":[]}",
        "{\"ProtectionEnabled\":null}",
        "{\"ExpiresInMinutes\":5}",
        "{}"
      })
  void aBodyThatSaysSomethingElseIsRefused(String body) {
    JsonNode page = json(put(body), 400);
    assertEquals("InvalidParameterException", page.at("/error/Code").asString());
    assertTrue(page.at("/error/Message").asString().contains("ProtectionEnabled"), "says what");
    assertEquals(List.of(), asked);
  }

  @Test
  void whatTheControlPlaneAnswersIsHandedOn() {
    role =
        _ ->
            GetTaskProtectionResponse.builder()
                .failures(Failure.builder().arn(ARN).reason("TASK_NOT_VALID").build())
                .build();
    assertEquals(
        "{\"failure\":{\"Arn\":\"" + ARN + "\",\"Detail\":null,\"Reason\":\"TASK_NOT_VALID\"}}",
        json(get(STATE), 200).toString());
    role =
        _ -> {
          throw new Refusal("AccessDeniedException", "not the role", 400, "r2");
        };
    assertEquals(
        "{\"requestID\":\"r2\",\"error\":{\"Arn\":\""
            + ARN
            + "\",\"Code\":\"AccessDeniedException\",\"Message\":\"not the role\"}}",
        json(get(STATE), 400).toString());
    role =
        _ -> {
          throw new IOException("connection refused");
        };
    assertEquals("ServerException", json(get(STATE), 500).at("/error/Code").asString());
    role = _ -> GetTaskProtectionResponse.builder().build();
    assertEquals("ServerException", json(get(STATE), 500).at("/error/Code").asString());
  }

  @Test
  void whoHasNoRoleOrNoTaskIsToldSo() {
    JsonNode nobody = json(get("/api/9d/task-protection/v1/state"), 404);
    assertEquals("ResourceNotFoundException", nobody.at("/error/Code").asString());
    tasks = OneTask.of(null, first);
    for (HttpResponse answer : List.of(get(STATE), put("{\"ProtectionEnabled\":true}"))) {
      JsonNode page = json(answer, 403);
      assertEquals("AccessDeniedException", page.at("/error/Code").asString());
      assertEquals(ARN, page.at("/error/Arn").asString());
    }
    assertEquals(405, answer("DELETE", STATE, "").status());
    assertEquals(404, get("/api/1d/fault/v1/network-latency/status").status());
    assertEquals(List.of(), asked);
  }

  private static JsonNode json(HttpResponse response, int status) {
    String text = new String(response.body(), StandardCharsets.UTF_8);
    assertEquals(status, response.status(), text);
    return JsonMapper.shared().readTree(text);
  }

  private HttpResponse get(String path) {
    return answer("GET", path, "");
  }

  private HttpResponse put(String body) {
    return answer("PUT", STATE, body);
  }

  private HttpResponse answer(String method, String path, String body) {
    ControlPlane asAgent = FakePlane.answering(request -> agent.answer(request));
    var callers =
        new Callers(
            asAgent,
            credentials -> {
              used = credentials;
              return FakePlane.answering(request -> role.answer(request));
            });
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return new Pages("h1", tasks, runtime, callers, new HostNeighbours(runtime))
        .answer(new HttpRequest(method, path, "", Headers.NONE, bytes), from);
  }
}
