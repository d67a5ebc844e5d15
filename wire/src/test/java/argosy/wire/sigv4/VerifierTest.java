package argosy.wire.sigv4;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.wire.Fixtures;
import argosy.wire.Headers;
import argosy.wire.Protocol;
import argosy.wire.Service;
import argosy.wire.WireError;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class VerifierTest {
  private static final byte[] BODY = "{}".getBytes(UTF_8);
  private final Verifier verifier = new Verifier(Fixtures.KEYRING, Fixtures.CLOCK);

  @Test
  void aSignedRequestIsItsKeysOwners() {
    assertEquals(
        new Verdict.Accepted(Fixtures.ROOT_CALLER, "us-east-1", "ecs"),
        verifier.verify(signed(Fixtures.ROOT), Protocol.AWS_JSON_1_1));
    assertEquals(
        new Verdict.Accepted(Fixtures.TASK_CALLER, "us-east-1", "ecs"),
        verifier.verify(signed(Fixtures.TASK), Service.ECS, Protocol.AWS_JSON_1_1));
    assertEquals(Optional.of("ecs"), Verifier.claimedService(signed(Fixtures.ROOT).headers(), ""));
  }

  @Test
  void awsOwnExampleIsAccepted() {
    // The documented example of Signature Version 4: a GET of IAM's ListUsers.
    var example = new Credentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", null);
    var request =
        new SignableRequest(
            "GET",
            "/",
            "Action=ListUsers&Version=2010-05-08",
            Headers.of(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request,"
                    + " SignedHeaders=content-type;host;x-amz-date, Signature="
                    + "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7",
                "content-type",
                "application/x-www-form-urlencoded; charset=utf-8",
                "host",
                "iam.amazonaws.com",
                "x-amz-date",
                "20150830T123600Z"),
            new byte[0]);
    var verdict =
        new Verifier(
                _ -> Optional.of(new Keyring.Key(example, Fixtures.ROOT_CALLER)),
                InstantSource.fixed(Instant.parse("2015-08-30T12:40:59Z")))
            .verify(request, Protocol.AWS_QUERY);
    assertEquals(new Verdict.Accepted(Fixtures.ROOT_CALLER, "us-east-1", "iam"), verdict);
  }

  @Test
  void aMissingSignatureIsRefused() {
    SignableRequest request = without("Authorization", signed(Fixtures.ROOT));
    assertEquals(
        new WireError("MissingAuthenticationTokenException", "Missing Authentication Token", 400),
        refusal(request, Protocol.AWS_JSON_1_1));
    assertEquals(
        new WireError("MissingAuthenticationToken", "Missing Authentication Token", 403),
        refusal(request, Protocol.AWS_QUERY));
  }

  @Test
  void anIncompleteSignatureIsRefused() {
    SignableRequest request = with("Authorization", "Bearer x", signed(Fixtures.ROOT));
    WireError json = refusal(request, Protocol.AWS_JSON_1_1);
    assertEquals("IncompleteSignatureException", json.code());
    assertTrue(
        json.message()
            .startsWith(
                "Authorization header requires 'Credential' parameter. Authorization header"
                    + " requires 'Signature' parameter. Authorization header requires"
                    + " 'SignedHeaders' parameter. (Hashed with SHA-256"),
        json.message());
    assertEquals("IncompleteSignature", refusal(request, Protocol.AWS_QUERY).code());
    assertEquals(400, refusal(request, Protocol.AWS_QUERY).status());
    assertRefused(
        "IncompleteSignatureException",
        "existence of either a 'X-Amz-Date' or a 'Date' header.",
        without("X-Amz-Date", signed(Fixtures.ROOT)));
    assertRefused(
        "IncompleteSignatureException",
        "Date must be in ISO-8601 'basic format'. Got 'noon'.",
        with("X-Amz-Date", "noon", signed(Fixtures.ROOT)));
    assertRefused(
        "IncompleteSignatureException",
        "Credential must have exactly 5 slash-delimited elements, e.g."
            + " keyid/date/region/service/term, got 'AKIAROOT/20260301/ecs/aws4_request'.",
        changed(signed(Fixtures.ROOT), header -> header.replace("us-east-1/", "")));
  }

  @Test
  void unknownKeysAndWrongTokensAreRefused() {
    var stranger = new Credentials("AKIANOBODY", "secret", null);
    WireError json = refusal(signed(stranger), Protocol.AWS_JSON_1_1);
    assertEquals("UnrecognizedClientException", json.code());
    assertTrue(json.message().startsWith("The security token included in the request is invalid."));
    assertTrue(json.message().contains("argosy env"));
    assertEquals("InvalidClientTokenId", refusal(signed(stranger), Protocol.AWS_QUERY).code());
    assertEquals(403, refusal(signed(stranger), Protocol.AWS_QUERY).status());
    assertRefused(
        "UnrecognizedClientException",
        "security token",
        signed(new Credentials("ASIATASK", "task/secret", "another")));
    assertRefused(
        "UnrecognizedClientException",
        "security token",
        signed(new Credentials("ASIATASK", "task/secret", null)));
    assertRefused(
        "UnrecognizedClientException",
        "security token",
        signed(new Credentials("AKIAROOT", "root/secret+key", "token")));
  }

  @Test
  void whateverIsChangedAfterSigningIsNoticed() {
    SignableRequest good = signed(Fixtures.ROOT);
    String mismatch =
        "The request signature we calculated does not match the signature you provided. Check your"
            + " AWS Secret Access Key and signing method. Consult the service documentation for"
            + " details.";
    SignableRequest[] bad = {
      signed(new Credentials("AKIAROOT", "wrong", null)),
      new SignableRequest("GET", good.path(), good.rawQuery(), good.headers(), good.body()),
      new SignableRequest("POST", "/other", good.rawQuery(), good.headers(), good.body()),
      new SignableRequest("POST", good.path(), "a=2", good.headers(), good.body()),
      new SignableRequest("POST", good.path(), good.rawQuery(), good.headers(), new byte[1]),
      with("X-Amz-Target", "X.DeleteCluster", good),
      changed(good, header -> header.replace("us-east-1", "us-east-2")),
      changed(good, header -> header.replace("/ecs/", "/sts/")),
      changed(good, header -> header.replace("x-amz-target", "x-amz-targets")),
      changed(good, header -> header.substring(0, header.length() - 1)),
    };
    for (SignableRequest request : bad) {
      WireError json = refusal(request, Protocol.AWS_JSON_1_1);
      assertEquals("InvalidSignatureException", json.code());
      assertEquals(mismatch, json.message());
      WireError query = refusal(request, Protocol.AWS_QUERY);
      assertEquals(new WireError("SignatureDoesNotMatch", mismatch, 403), query);
    }
  }

  @Test
  void theScopeMustFit() {
    assertRefused(
        "InvalidSignatureException",
        "Date in Credential scope does not match YYYYMMDD",
        changed(signed(Fixtures.ROOT), header -> header.replace("20260301", "20260302")));
    assertRefused(
        "InvalidSignatureException",
        "valid terminator: 'aws4_request', not 'aws5_request'",
        changed(signed(Fixtures.ROOT), header -> header.replace("aws4_request", "aws5_request")));
    assertRefused(
        "InvalidSignatureException",
        "'Host' or ':authority' must be a 'SignedHeader'",
        changed(signed(Fixtures.ROOT), header -> header.replace("host;", "")));
    var other = verifier.verify(signed(Fixtures.ROOT), Service.STS, Protocol.AWS_QUERY);
    assertEquals(
        "Credential should be scoped to correct service: 'sts'.",
        assertInstanceOf(Verdict.Refused.class, other).error().message());
  }

  @Test
  void signaturesOfAnotherTimeAreRefused() {
    Instant signedAt = Fixtures.NOON;
    assertInstanceOf(Verdict.Accepted.class, at(signedAt.plusSeconds(300)));
    assertInstanceOf(Verdict.Accepted.class, at(signedAt.minusSeconds(300)));
    assertEquals(
        "Signature expired: 20260301T120000Z is now earlier than 20260301T120001Z"
            + " (20260301T120501Z - 5 min.)",
        assertInstanceOf(Verdict.Refused.class, at(signedAt.plusSeconds(301))).error().message());
    assertEquals(
        "Signature not yet current: 20260301T120000Z is still later than 20260301T115959Z"
            + " (20260301T115459Z + 5 min.)",
        assertInstanceOf(Verdict.Refused.class, at(signedAt.minusSeconds(301))).error().message());
  }

  @Test
  void theHashOfTheBodyMayBeGiven() {
    assertInstanceOf(Verdict.Accepted.class, hashed(Hash.of(BODY)));
    assertInstanceOf(Verdict.Refused.class, hashed(Hash.of("[]")));
    assertInstanceOf(Verdict.Refused.class, hashed("STREAMING-AWS4-HMAC-SHA256-PAYLOAD"));
  }

  @Test
  void keysEnd() {
    Keyring ending =
        _ -> Optional.of(new Keyring.Key(Fixtures.TASK, Fixtures.TASK_CALLER, Fixtures.NOON));
    var atNoon = new Verifier(ending, Fixtures.CLOCK);
    var before = new Verifier(ending, InstantSource.fixed(Fixtures.NOON.minusSeconds(1)));
    SignableRequest request = signed(Fixtures.TASK);
    assertInstanceOf(Verdict.Accepted.class, before.verify(request, Protocol.AWS_JSON_1_1));
    assertEquals(
        new Verdict.Refused(
            WireError.client(
                "ExpiredTokenException", "The security token included in the request is expired")),
        atNoon.verify(request, Protocol.AWS_JSON_1_1));
  }

  @Test
  void eachProtocolHasItsNamesForAComplaint() {
    SignableRequest wrongKey = signed(new Credentials("AKIANOBODY", "secret", null));
    SignableRequest wrongSecret = signed(new Credentials("AKIAROOT", "wrong", null));
    SignableRequest good = signed(Fixtures.ROOT);
    var late = new Verifier(Fixtures.KEYRING, InstantSource.fixed(Fixtures.NOON.plusSeconds(301)));
    SignableRequest none = without("Authorization", good);
    assertNamed(
        "MissingAuthenticationTokenException 400, MissingAuthenticationToken 403,"
            + " AuthFailure 401, MissingAuthenticationTokenException 403",
        verifier,
        none);
    assertNamed(
        "UnrecognizedClientException 400, InvalidClientTokenId 403, AuthFailure 401,"
            + " UnrecognizedClientException 403",
        verifier,
        wrongKey);
    assertNamed(
        "InvalidSignatureException 400, SignatureDoesNotMatch 403, AuthFailure 401,"
            + " InvalidSignatureException 403",
        verifier,
        wrongSecret);
    assertNamed(
        "InvalidSignatureException 400, SignatureDoesNotMatch 403, RequestExpired 400,"
            + " InvalidSignatureException 403",
        late,
        good);
  }

  private static void assertNamed(String names, Verifier verifier, SignableRequest request) {
    var all = new ArrayList<String>();
    for (Protocol protocol : Protocol.values()) {
      WireError error =
          assertInstanceOf(Verdict.Refused.class, verifier.verify(request, protocol)).error();
      String name = error.code() + " " + error.status();
      if (protocol != Protocol.AWS_JSON_1_0 && protocol != Protocol.RPC_V2_CBOR) {
        all.add(name);
      }
      if (protocol == Protocol.EC2_QUERY && error.status() == 401) {
        assertEquals(
            "AWS was not able to validate the provided access credentials", error.message());
      }
    }
    assertEquals(names, String.join(", ", all));
  }

  @Test
  void aPlusInAQueryIsASpace() {
    // As the genuine agent signs its web sockets.
    assertEquals(
        "a=DockerVersion%3A%2020.10.24%2Bdfsg1&b=&c=%25x",
        CanonicalRequest.query("c=%x&a=DockerVersion%3A+20.10.24%2Bdfsg1&b"));
  }

  private Verdict hashed(String hash) {
    SignableRequest request = unsigned();
    var with =
        new SignableRequest(
            request.method(),
            request.path(),
            request.rawQuery(),
            request.headers().with("X-Amz-Content-Sha256", hash),
            request.body());
    return verifier.verify(sign(with, Fixtures.ROOT), Protocol.AWS_JSON_1_1);
  }

  private static Verdict at(Instant now) {
    return new Verifier(Fixtures.KEYRING, InstantSource.fixed(now))
        .verify(signed(Fixtures.ROOT), Protocol.AWS_JSON_1_1);
  }

  private WireError refusal(SignableRequest request, Protocol protocol) {
    return assertInstanceOf(Verdict.Refused.class, verifier.verify(request, protocol)).error();
  }

  private void assertRefused(String code, String message, SignableRequest request) {
    WireError error = refusal(request, Protocol.AWS_JSON_1_1);
    assertEquals(code, error.code());
    assertTrue(error.message().contains(message), error.message());
  }

  private static SignableRequest unsigned() {
    return new SignableRequest(
        "POST", "/", "a=1", Headers.of("Host", "h:1", "X-Amz-Target", "X.ListClusters"), BODY);
  }

  private static SignableRequest signed(Credentials by) {
    return sign(unsigned(), by);
  }

  private static SignableRequest sign(SignableRequest request, Credentials by) {
    Headers[] headers = {request.headers()};
    Signer.sign(request, by, "us-east-1", "ecs", Fixtures.NOON)
        .forEach((name, value) -> headers[0] = headers[0].with(name, value));
    return with(headers[0], request);
  }

  private static SignableRequest with(Headers headers, SignableRequest request) {
    return new SignableRequest(
        request.method(), request.path(), request.rawQuery(), headers, request.body());
  }

  private static SignableRequest without(String name, SignableRequest request) {
    var headers = new ArrayList<>(request.headers().all());
    headers.removeIf(header -> header.name().equals(name));
    return with(new Headers(headers), request);
  }

  private static SignableRequest with(String name, String value, SignableRequest request) {
    SignableRequest rest = without(name, request);
    return with(rest.headers().with(name, value), rest);
  }

  private static SignableRequest changed(SignableRequest request, UnaryOperator<String> change) {
    String header = request.headers().first("Authorization").orElseThrow();
    return with("Authorization", change.apply(header), request);
  }
}
