package argosy.wire.sigv4;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.wire.Fixtures;
import argosy.wire.Headers;
import argosy.wire.Protocol;
import argosy.wire.Seeds;
import argosy.wire.WireError;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// Signatures in queries, as the SDK's own signer makes them.
class PresignedTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void whatTheSdkPresignsIsAccepted() {
    Seeds.forAll(
        500,
        random -> {
          Credentials by = random.nextBoolean() ? Fixtures.ROOT : Fixtures.TASK;
          SignableRequest request = SdkSigner.presigned(query(random), MINUTE, by);
          assertInstanceOf(
              Verdict.Accepted.class, verify(request, Fixtures.NOON), request::rawQuery);
          assertEquals(
              Optional.of("ecs"), Verifier.claimedService(request.headers(), request.rawQuery()));
        });
  }

  @Test
  void theyAreGoodAsLongAsTheySay() {
    SignableRequest request = SdkSigner.presigned("a=b", MINUTE, Fixtures.ROOT);
    assertInstanceOf(Verdict.Accepted.class, verify(request, Fixtures.NOON.plus(MINUTE)));
    WireError old = refusal(request, Fixtures.NOON.plus(MINUTE).plusSeconds(1));
    assertEquals("SignatureDoesNotMatch", old.code());
    assertEquals(
        "Signature expired: 20260301T120000Z is now earlier than 20260301T120001Z"
            + " (20260301T120101Z - 1 min.)",
        old.message());
    assertTrue(
        refusal(request, Fixtures.NOON.minusSeconds(301)).message().contains("not yet current"));
  }

  @Test
  void whateverIsChangedIsNoticed() {
    SignableRequest good = SdkSigner.presigned("a=b", MINUTE, Fixtures.TASK);
    assertRefused("SignatureDoesNotMatch", good, query -> query.replace("a=b", "a=c"));
    assertRefused("SignatureDoesNotMatch", good, query -> query + "&c=d");
    assertRefused("SignatureDoesNotMatch", good, query -> query.replace("=60", "=61"));
    assertRefused("SignatureDoesNotMatch", good, query -> query.replace("us-east-1", "us-east-2"));
    assertRefused("InvalidClientTokenId", good, query -> query.replace("token", "tokem"));
    assertRefused("InvalidClientTokenId", good, query -> query.replace("ASIATASK", "ASIANONE"));
  }

  @Test
  void whatIsNotWholeIsRefused() {
    SignableRequest good = SdkSigner.presigned("a=b", MINUTE, Fixtures.ROOT);
    WireError error =
        assertRefused("IncompleteSignature", good, query -> query.replace("X-Amz-Date", "Date"));
    assertEquals(
        "AWS query-string parameters must include 'X-Amz-Date'."
            + " Re-examine the query-string parameters.",
        error.message());
    assertRefused("IncompleteSignature", good, query -> query.replace("=60", "=604801"));
    assertRefused("IncompleteSignature", good, query -> query.replace("=60", "=x"));
    assertRefused("IncompleteSignature", good, query -> query.replace("20260301T", "noon"));
    assertRefused("IncompleteSignature", good, query -> query.replace("%2Fecs%2F", "%2F"));
  }

  @Test
  void sigV4AIsRefusedWithAReason() {
    SignableRequest good = SdkSigner.presigned("a=b", MINUTE, Fixtures.ROOT);
    WireError inQuery =
        assertRefused(
            "IncompleteSignature",
            good,
            query -> query.replace("AWS4-HMAC-SHA256", "AWS4-ECDSA-P256-SHA256"));
    assertTrue(inQuery.message().contains("(SigV4A) signs requests to several regions at once"));
    var inHeader =
        new SignableRequest(
            "GET",
            "/",
            "",
            Headers.of("Authorization", "AWS4-ECDSA-P256-SHA256 Credential=a/b/c/d"),
            new byte[0]);
    assertEquals(inQuery, refusal(inHeader, Fixtures.NOON));
  }

  private static String query(RandomGenerator random) {
    String[] parts = {"Action=X", "b=%20+c", "c", "d=%C3%A9&d=1", "e=a%2Fb*~", "f="};
    var query = new StringBuilder("z=1");
    for (String part : parts) {
      query.append(random.nextBoolean() ? "&" + part : "");
    }
    return query.toString();
  }

  private static WireError assertRefused(
      String code, SignableRequest good, UnaryOperator<String> change) {
    var bad =
        new SignableRequest(
            good.method(),
            good.path(),
            change.apply(good.rawQuery()),
            good.headers(),
            "".getBytes(UTF_8));
    WireError error = refusal(bad, Fixtures.NOON);
    assertEquals(code, error.code(), bad::rawQuery);
    return error;
  }

  private static WireError refusal(SignableRequest request, Instant now) {
    return assertInstanceOf(Verdict.Refused.class, verify(request, now), request::rawQuery).error();
  }

  private static Verdict verify(SignableRequest request, Instant now) {
    return new Verifier(Fixtures.KEYRING, InstantSource.fixed(now))
        .verify(request, Protocol.AWS_QUERY);
  }
}
