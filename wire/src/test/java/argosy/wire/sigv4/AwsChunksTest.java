package argosy.wire.sigv4;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.wire.Fixtures;
import argosy.wire.Headers;
import argosy.wire.Protocol;
import argosy.wire.Seeds;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.checksums.DefaultChecksumAlgorithm;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/// Chunked bodies as the SDK's own signer makes them: signed, with a signed trailer, and with an
/// unsigned one.
class AwsChunksTest {
  private final Verifier verifier = new Verifier(Fixtures.KEYRING, Fixtures.CLOCK);

  @Test
  void whatTheSdkStreamsIsAccepted() {
    Seeds.forAll(
        60,
        random -> {
          byte[] body = body(random);
          for (Way way : Way.values()) {
            SignableRequest request = sent(body, way);
            String hash = request.headers().first("x-amz-content-sha256").orElse("");
            assertEquals(way.hash, hash);
            assertTrue(AwsChunks.isIn(request.headers()));
            Verdict verdict = verifier.verify(request, Protocol.REST_JSON);
            assertInstanceOf(Verdict.Accepted.class, verdict, verdict::toString);
            assertArrayEquals(body, AwsChunks.parse(request.body()).content());
          }
        });
  }

  @Test
  void whateverIsChangedInASignedChunkIsNoticed() {
    Seeds.forAll(
        200,
        random -> {
          SignableRequest request = sent(body(random), Way.SIGNED);
          byte[] body = request.body().clone();
          int at = random.nextInt(body.length);
          body[at] ^= (byte) (1 << random.nextInt(7));
          var changed =
              new SignableRequest(
                  request.method(), request.path(), request.rawQuery(), request.headers(), body);
          Verdict verdict = verifier.verify(changed, Protocol.REST_JSON);
          // What isn't content may be spelled in several ways.
          assertTrue(verdict instanceof Verdict.Refused || sameContent(request, changed));
        });
  }

  @Test
  void aTrailerIsSignedToo() {
    SignableRequest request = sent(new byte[100], Way.SIGNED_TRAILER);
    var text = new String(request.body(), java.nio.charset.StandardCharsets.ISO_8859_1);
    var changed =
        new SignableRequest(
            request.method(),
            request.path(),
            request.rawQuery(),
            request.headers(),
            text.replace("x-amz-checksum-crc32:", "x-amz-checksum-crc32:A")
                .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    var refused =
        assertInstanceOf(Verdict.Refused.class, verifier.verify(changed, Protocol.REST_JSON));
    assertEquals("InvalidSignatureException", refused.error().code());
  }

  @Test
  void whatIsNotInChunksIsRefused() {
    SignableRequest request = sent(new byte[10], Way.UNSIGNED_TRAILER);
    var changed =
        new SignableRequest(
            request.method(),
            request.path(),
            request.rawQuery(),
            request.headers(),
            new byte[] {'x'});
    var refused =
        assertInstanceOf(Verdict.Refused.class, verifier.verify(changed, Protocol.REST_JSON));
    assertTrue(refused.error().message().startsWith("The body is not in chunks as"));
  }

  private static boolean sameContent(SignableRequest one, SignableRequest other) {
    return java.util.Arrays.equals(
        AwsChunks.parse(one.body()).content(), AwsChunks.parse(other.body()).content());
  }

  private static byte[] body(RandomGenerator random) {
    byte[] body = new byte[random.nextInt(3) == 0 ? 300_000 : random.nextInt(1, 2_000)];
    random.nextBytes(body);
    return body;
  }

  private enum Way {
    SIGNED("STREAMING-AWS4-HMAC-SHA256-PAYLOAD"),
    SIGNED_TRAILER("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER"),
    UNSIGNED_TRAILER("STREAMING-UNSIGNED-PAYLOAD-TRAILER");

    private final String hash;

    Way(String hash) {
      this.hash = hash;
    }
  }

  private static SignableRequest sent(byte[] body, Way way) {
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .protocol(way == Way.UNSIGNED_TRAILER ? "https" : "http")
            .host("localhost")
            .port(4566)
            .method(SdkHttpMethod.PUT)
            .encodedPath("/a/b")
            .putHeader("Content-Length", Integer.toString(body.length))
            .build();
    return SdkSigner.sign(
        request,
        body,
        Fixtures.ROOT,
        it -> {
          it.putProperty(AwsV4FamilyHttpSigner.CHUNK_ENCODING_ENABLED, true)
              .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, way != Way.UNSIGNED_TRAILER);
          if (way != Way.SIGNED) {
            it.putProperty(
                AwsV4FamilyHttpSigner.CHECKSUM_ALGORITHM, DefaultChecksumAlgorithm.CRC32);
          }
        });
  }

  @Test
  void otherBodiesHaveNoChunks() {
    assertTrue(!AwsChunks.isIn(Headers.of("X-Amz-Content-Sha256", Hash.of(""))));
  }
}
