package argosy.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.control.cell.Cell;
import argosy.control.cell.Cells;
import argosy.control.iam.Access;
import argosy.control.iam.Identities;
import argosy.server.report.Gate;
import argosy.store.MemoryStore;
import argosy.wire.Caller;
import argosy.wire.Headers;
import argosy.wire.HttpRequest;
import argosy.wire.http.HttpResponse;
import argosy.wire.sigv4.Credentials;
import argosy.wire.sigv4.Keyring;
import argosy.wire.sigv4.SignableRequest;
import argosy.wire.sigv4.Signer;
import argosy.wire.sigv4.Verifier;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Who may interrupt Spot tasks, and what is no request for it. That tasks are interrupted, the
/// end-to-end tests show.
class SpotPageTest {
  private static final Instant NOON = Instant.parse("2026-08-01T12:00:00Z");
  private static final String FIRST = "111111111111";
  private static final String SECOND = "222222222222";
  private static final String USER = "AKIAUSER";
  private static final String TASK = "arn:aws:ecs:us-east-1:" + FIRST + ":task/default/t1";

  private final MemoryStore store = new MemoryStore();
  private final Cells cells =
      new Cells(
          store,
          id ->
              new Cell(
                  id,
                  store,
                  () -> NOON,
                  new SplittableRandom(1),
                  broken -> {
                    throw broken;
                  }));
  private final SpotPage page =
      new SpotPage(
          new Verifier(SpotPageTest::key, () -> NOON),
          new Access(new Identities(cells, store, () -> NOON), () -> NOON),
          cells);

  private static Optional<Keyring.Key> key(String id) {
    var root = new Caller(id, id, "arn:aws:iam::" + id + ":root", id);
    var user = new Caller(FIRST, id, "arn:aws:iam::" + FIRST + ":user/ann", "AIDAANN");
    return Optional.of(
        new Keyring.Key(new Credentials(id, "secret", null), id.equals(USER) ? user : root));
  }

  private HttpResponse ask(String id, String secret, String body) {
    byte[] bytes = body.getBytes(UTF_8);
    var plain =
        new SignableRequest("POST", SpotPage.PATH, "", Headers.of("Host", "localhost:4566"), bytes);
    Headers headers = plain.headers();
    for (Map.Entry<String, String> header :
        Signer.sign(plain, new Credentials(id, secret, null), "us-east-1", Gate.SERVICE, NOON)
            .entrySet()) {
      headers = headers.with(header.getKey(), header.getValue());
    }
    return page.answer(new HttpRequest("POST", SpotPage.PATH, "", headers, bytes));
  }

  private static void assertRefused(HttpResponse answer, int status, String with) {
    assertEquals(status, answer.status());
    String body = new String(answer.body(), UTF_8);
    assertTrue(body.contains(with), body);
  }

  private static String task(String arn) {
    return "{\"task\":\"" + arn + "\"}";
  }

  @Test
  void itIsAskedByPostOnly() {
    assertEquals("POST", page.method());
  }

  @Test
  void theRootOfTheAccountMay() {
    assertRefused(ask(FIRST, "secret", task(TASK)), 400, "The referenced task was not found.");
  }

  @Test
  void nobodyElseMay() {
    assertRefused(ask(FIRST, "guessed", task(TASK)), 403, "InvalidSignatureException");
    assertRefused(ask(SECOND, "secret", task(TASK)), 403, "is of another account than the task");
    assertRefused(
        ask(USER, "secret", task(TASK)),
        403,
        "is not authorized to perform: argosy:InterruptSpotTask on resource: " + TASK);
  }

  @Test
  void whatNamesNoTaskIsNoRequest() {
    for (String body : new String[] {"", "{", "{}", task("t1"), "[]"}) {
      assertRefused(ask(FIRST, "secret", body), 400, "with the ARN of a task");
    }
  }
}
