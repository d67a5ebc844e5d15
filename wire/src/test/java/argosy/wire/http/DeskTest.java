package argosy.wire.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A desk over real connections: it hears what is asked, and by whom.
class DeskTest {
  private static final int BODY_BYTES_MAX = 16 * 1_024;

  private final HttpClient http = HttpClient.newHttpClient();
  private Endpoint endpoint;

  @BeforeEach
  void start() throws Exception {
    Desk desk =
        (request, from) ->
            Page.json(
                200,
                "%s %s %d by %s"
                    .formatted(
                        request.method(),
                        request.path(),
                        request.body().length,
                        from.getHostAddress()));
    endpoint = Endpoint.start(new Address("127.0.0.1", 0, null), desk);
  }

  @AfterEach
  void stop() {
    http.close();
    endpoint.close();
  }

  @Test
  void itHearsWhatIsAskedAndByWhom() throws Exception {
    assertEquals("GET /a 0 by 127.0.0.1", ask("GET", 0).body());
    assertEquals(
        "PUT /a %d by %s"
            .formatted(BODY_BYTES_MAX, InetAddress.getLoopbackAddress().getHostAddress()),
        ask("PUT", BODY_BYTES_MAX).body());
  }

  @Test
  void aBodyThatIsTooLargeIsRefused() throws Exception {
    assertEquals(413, ask("PUT", BODY_BYTES_MAX + 1).statusCode());
    assertEquals("GET /a 0 by 127.0.0.1", ask("GET", 0).body());
  }

  private HttpResponse<String> ask(String method, int bytes) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + endpoint.port() + "/a");
    var body = BodyPublishers.ofString("x".repeat(bytes), StandardCharsets.UTF_8);
    return http.send(
        HttpRequest.newBuilder(uri).method(method, body).build(), BodyHandlers.ofString());
  }
}
