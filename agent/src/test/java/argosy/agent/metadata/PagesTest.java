package argosy.agent.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argosy.agent.runtime.fake.FakeRuntime;
import argosy.agent.task.TaskView;
import argosy.wire.Headers;
import argosy.wire.HttpRequest;
import argosy.wire.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Who is answered at 169.254.170.2, and who isn't.
class PagesTest {
  private static final int AT_ONCE_MAX = 16;

  private final CompletableFuture<Optional<TaskView>> nobody = new CompletableFuture<>();
  private final CountDownLatch asking = new CountDownLatch(AT_ONCE_MAX);
  private final Pages pages =
      new Pages(
          _ -> {
            asking.countDown();
            return nobody;
          },
          new Documents(new FakeRuntime(() -> Instant.EPOCH)));

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
    assertEquals(405, pages.answer(request("PUT", "/v4/1d")).status());
    for (String path : List.of("/", "/v2/metadata", "/v4", "/v4//task", "/v4/../x/task")) {
      assertEquals(404, get(path).status(), path);
    }
  }

  private HttpResponse get(String path) {
    return pages.answer(request("GET", path));
  }

  private static HttpRequest request(String method, String path) {
    return new HttpRequest(method, path, "", Headers.NONE, new byte[0]);
  }
}
