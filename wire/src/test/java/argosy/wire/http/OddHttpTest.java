package argosy.wire.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.wire.FakeOperations;
import argosy.wire.Fixtures;
import argosy.wire.Service;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// HTTP that is too large, or is none: refused over real connections.
class OddHttpTest {
  private Endpoint endpoint;

  @BeforeEach
  void start() throws IOException {
    var front =
        new Front(new FakeOperations(), Fixtures.KEYRING, Fixtures.CLOCK, () -> "request-1");
    endpoint = Endpoint.start("127.0.0.1", 0, front, new NoSockets(), Map.of());
  }

  @AfterEach
  void stop() {
    endpoint.close();
  }

  @Test
  void anOversizedBodyIsRefused() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      var body = HttpRequest.BodyPublishers.ofByteArray(new byte[Service.BODY_BYTES_USUAL + 1]);
      var refused =
          client.send(
              HttpRequest.newBuilder(http("/")).POST(body).build(), BodyHandlers.ofString());
      assertEquals(413, refused.statusCode());
      assertEquals(
          "{\"__type\":\"RequestEntityTooLargeException\","
              + "\"message\":\"A request has at most 1048576 bytes.\"}",
          refused.body());
    }
  }

  @Test
  void oversizedHeadersAreRefused() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      var refused =
          client.send(
              HttpRequest.newBuilder(http("/")).header("X-Long", "x".repeat(17_000)).build(),
              BodyHandlers.ofString());
      assertEquals(431, refused.statusCode());
      assertTrue(refused.body().startsWith("{\"__type\":\"RequestEntityTooLargeException\""));
    }
  }

  @Test
  void whatIsNoHttpIsAnsweredInJson() throws Exception {
    for (String request :
        List.of(
            "GET / HTTP/1.1\r\nno header",
            "DELETE / HTTP/1.1\r\nno header",
            "CONNECT a:1 HTTP/1.1\r\nHost: a",
            "GET /",
            "GET / HTTP/9.9\r\nHost: a",
            "PRI * HTTP/2.0")) {
      String answer = answer((request + "\r\n\r\n").getBytes(UTF_8));
      assertTrue(answer.startsWith("HTTP/1.1 4"), answer);
      assertTrue(answer.contains("Content-Type: application/json"), answer);
      assertTrue(answer.contains("{\"__type\":\"MalformedHttpRequestException\""), answer);
    }
  }

  @Test
  void whoWritesAllBeforeReadingMeetsTheRefusal() throws Exception {
    int length = 8 << 20;
    byte[] head =
        ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + length + "\r\n\r\n").getBytes(UTF_8);
    String answer = answer(Arrays.copyOf(head, head.length + length));
    assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
  }

  @Test
  void whoAsksWhetherToSendTooMuchIsRefusedAtOnce() throws Exception {
    String head =
        "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2000000\r\n\r\n";
    String answer = answer(head.getBytes(UTF_8));
    assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
  }

  private String answer(byte[] request) throws IOException {
    try (var plain = new java.net.Socket(InetAddress.getLoopbackAddress(), endpoint.port())) {
      plain.getOutputStream().write(request);
      plain.shutdownOutput();
      return new String(plain.getInputStream().readAllBytes(), UTF_8);
    }
  }

  private URI http(String path) {
    return URI.create("http://127.0.0.1:" + endpoint.port() + path);
  }
}
