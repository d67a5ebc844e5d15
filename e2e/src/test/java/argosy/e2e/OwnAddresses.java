package argosy.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Addresses that are tasks' own, as this machine reaches them.
final class OwnAddresses {
  private static final Duration ASKED_MAX = Duration.ofSeconds(5);
  private static final Duration LISTENS_MAX = Duration.ofSeconds(30);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

  private OwnAddresses() {}

  /// Skips the test, visibly, where tasks can't have any.
  static void assumePossible() throws IOException, InterruptedException {
    boolean nft =
        Ran.of(LISTENS_MAX, Map.of(), List.of("sh", "-c", "command -v nft")).exitCode() == 0;
    assumeTrue(
        nft && "root".equals(System.getProperty("user.name")),
        "only root makes networks, with nft");
  }

  /// Whether this machine is in the VPC itself: another Argosy may have its range here.
  static boolean reached(Argosy argosy) throws IOException {
    return !argosy.log().contains("this machine itself doesn't reach the tasks");
  }

  /// The page at a URL inside of the default VPC; skips the test, visibly, where another Argosy is
  /// in the way.
  static String page(Argosy argosy, String url) throws Exception {
    assumeTrue(reached(argosy), "another Argosy has the range of this one's tasks");
    return page(url);
  }

  /// The page at a URL, as soon as somebody listens.
  static String page(String url) throws Exception {
    return Await.some(LISTENS_MAX, "a page at " + url, () -> ask(url));
  }

  static boolean answers(String url) throws InterruptedException {
    return ask(url).isPresent();
  }

  private static Optional<String> ask(String url) throws InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(url)).timeout(ASKED_MAX).build();
    try {
      return Optional.of(HTTP.send(request, BodyHandlers.ofString()).body());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
