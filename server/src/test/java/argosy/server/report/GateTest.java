package argosy.server.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.wire.Caller;
import argosy.wire.Headers;
import argosy.wire.HttpRequest;
import argosy.wire.http.HttpResponse;
import argosy.wire.http.Page;
import argosy.wire.sigv4.Credentials;
import argosy.wire.sigv4.Keyring;
import argosy.wire.sigv4.SignableRequest;
import argosy.wire.sigv4.Signer;
import argosy.wire.sigv4.Verifier;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GateTest {
  private static final Instant NOON = Instant.parse("2026-08-01T12:00:00Z");
  private static final String FIRST = "111111111111";
  private static final String SECOND = "222222222222";
  private static final byte[] NO_BODY = {};

  private final Page status =
      Gate.signed(new Verifier(GateTest::key, InstantSource.fixed(NOON)), () -> "{\"x\":1}");
  private final Page metrics = Gate.bearing("the-token", "text/plain", () -> "up 1");

  private static Optional<Keyring.Key> key(String id) {
    var caller = new Caller(id, id, "arn:aws:iam::" + id + ":root", id);
    return id.equals(FIRST)
        ? Optional.of(new Keyring.Key(new Credentials(id, "secret", null), caller))
        : Optional.empty();
  }

  @Test
  void statusIsForWhoeverHasTheKey() {
    HttpResponse shown = status.answer(signed(FIRST, "secret", Gate.SERVICE));
    assertEquals(200, shown.status());
    assertEquals("{\"x\":1}", new String(shown.body(), UTF_8));
  }

  @Test
  void nobodyElseSeesIt() {
    assertEquals(403, status.answer(signed(FIRST, "guessed", Gate.SERVICE)).status());
    assertRefused(status.answer(signed(SECOND, "secret", Gate.SERVICE)));
    assertRefused(status.answer(signed(FIRST, "secret", "ecs")));
    assertRefused(status.answer(get(Map.of())));
    assertRefused(status.answer(get(Map.of("Authorization", "Bearer the-token"))));
  }

  @Test
  void metricsAreForWhoeverHasTheToken() {
    HttpResponse shown = metrics.answer(get(Map.of("Authorization", "Bearer the-token")));
    assertEquals(200, shown.status());
    assertEquals("up 1", new String(shown.body(), UTF_8));
    for (String other : new String[] {"Bearer", "Bearer ", "Bearer the-toke", "the-token", ""}) {
      assertRefused(metrics.answer(get(Map.of("Authorization", other))));
    }
    HttpResponse refused = metrics.answer(get(Map.of()));
    assertEquals(401, refused.status());
    assertEquals("Bearer", refused.headers().first("WWW-Authenticate").orElseThrow());
    assertRefused(metrics.answer(signed(FIRST, "secret", Gate.SERVICE)));
  }

  private static void assertRefused(HttpResponse response) {
    assertTrue(response.status() >= 400 && response.status() < 500, "" + response.status());
    String body = new String(response.body(), UTF_8);
    assertTrue(body.startsWith("{\"__type\":\""), body);
  }

  private static HttpRequest signed(String id, String secret, String service) {
    var plain =
        new SignableRequest(
            "GET", "/_argosy/status", "", Headers.of("Host", "localhost:4566"), NO_BODY);
    return get(Signer.sign(plain, new Credentials(id, secret, null), "us-east-1", service, NOON));
  }

  private static HttpRequest get(Map<String, String> more) {
    Headers headers = Headers.of("Host", "localhost:4566");
    for (Map.Entry<String, String> header : more.entrySet()) {
      headers = headers.with(header.getKey(), header.getValue());
    }
    return new HttpRequest("GET", "/_argosy/status", "", headers, NO_BODY);
  }
}
