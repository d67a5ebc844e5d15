package argosy.agent.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.agent.TaskEndpoint;
import argosy.agent.runtime.fake.FakeRuntime;
import argosy.agent.task.TaskView;
import argosy.wire.Headers;
import argosy.wire.HttpRequest;
import argosy.wire.acs.RoleCredentials;
import argosy.wire.client.ControlPlane;
import argosy.wire.http.HttpResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Who is answered at 169.254.170.2, and who isn't.
class PagesTest {
  private static final int AT_ONCE_MAX = 16;
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  private final CompletableFuture<Optional<TaskView>> nobody = new CompletableFuture<>();
  private final CountDownLatch asking = new CountDownLatch(AT_ONCE_MAX);
  private final Pages pages =
      pages(_ -> {
        asking.countDown();
        return nobody;
      });

  @Test
  void whoAsksMuchAtOnceIsToldToWait() throws Exception {
    List<CompletableFuture<HttpResponse>> answers = new ArrayList<>();
    for (int n = 0; n < AT_ONCE_MAX; n++) {
      var answer = new CompletableFuture<HttpResponse>();
      answers.add(answer);
      Thread.ofVirtual().start(() -> answer.complete(get("/v4/1d")));
    }
    assertEquals(true, asking.await(10, TimeUnit.SECONDS));
    assertEquals(429, get("/v4/1d").status());
    nobody.complete(Optional.empty());
    for (CompletableFuture<HttpResponse> answer : answers) {
      assertEquals(404, answer.get(10, TimeUnit.SECONDS).status());
    }
    assertEquals(404, get("/v4/1d").status());
  }

  @Test
  void onlyReadingAndOnlyKnownPages() {
    assertEquals(405, pages.answer(request("PUT", "/v4/1d"), HERE).status());
    for (String path : List.of("/", "/v2/metadata", "/v2/x", "/v4", "/v4//task", "/v4/../x/task")) {
      assertEquals(404, get(path).status(), path);
    }
  }

  @Test
  void credentialsAreForWhoKnowsTheirIdSpelledAsTheSdksReadThem() {
    HttpResponse none = get("/v2/credentials/1d");
    assertEquals(400, none.status());
    assertEquals("InvalidIdInRequest", json(none).path("code").asString());
    var role = new RoleCredentials("1d", "arn", "key", "secret", "token", "2026-01-01T00:00:00Z");
    Pages served = pages(OneTask.of(role));
    HttpResponse found = served.answer(request("GET", "/v2/credentials/1d"), HERE);
    assertEquals(200, found.status());
    assertEquals(
        "{\"RoleArn\":\"arn\",\"AccessKeyId\":\"key\",\"SecretAccessKey\":\"secret\","
            + "\"Token\":\"token\",\"Expiration\":\"2026-01-01T00:00:00Z\"}",
        json(found).toString());
    assertEquals(400, served.answer(request("GET", "/v2/credentials/1e"), HERE).status());
  }

  @Test
  void tasksOfFargateAreToldOfTheirStorage() {
    OneTask plain = OneTask.of(null, "aa");
    Pages served = pages(plain);
    assertTrue(json(task(served)).path("EphemeralStorageMetrics").isMissingNode());
    assertEquals(
        "{\"Utilized\":0,\"Reserved\":30720}",
        json(task(pages(plain.storing(30)))).path("EphemeralStorageMetrics").toString());
  }

  private static HttpResponse task(Pages served) {
    return served.answer(request("GET", "/v4/1d/task"), HERE);
  }

  private static JsonNode json(HttpResponse response) {
    return JsonMapper.shared().readTree(response.body());
  }

  private HttpResponse get(String path) {
    return pages.answer(request("GET", path), HERE);
  }

  private static Pages pages(TaskEndpoint.Tasks tasks) {
    ControlPlane none =
        FakePlane.answering(_ -> {
          throw new IOException("nobody is asked");
        });
    var runtime = new FakeRuntime(() -> Instant.EPOCH);
    return new Pages(
        "h1", tasks, runtime, new Callers(none, _ -> none), new HostNeighbours(runtime));
  }

  private static HttpRequest request(String method, String path) {
    return new HttpRequest(method, path, "", Headers.NONE, new byte[0]);
  }
}
