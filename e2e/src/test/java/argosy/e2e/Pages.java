package argosy.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.NetworkBinding;

/// What containers answer over HTTP.
final class Pages {
  private static final Duration LISTENS_MAX = Duration.ofSeconds(30);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(LISTENS_MAX).build();

  private Pages() {}

  /// The page at a port of this machine. RUNNING says that the process was started, so that it may
  /// take a moment to listen.
  static String read(int port) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
            .timeout(LISTENS_MAX)
            .build();
    return Await.some(
        LISTENS_MAX,
        "a page on port " + port,
        () -> {
          try {
            HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
          } catch (IOException e) {
            return Optional.empty();
          }
        });
  }

  static String read(NetworkBinding binding) throws Exception {
    return read(binding.hostPort());
  }
}
