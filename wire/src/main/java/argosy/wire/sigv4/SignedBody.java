package argosy.wire.sigv4;

import static java.nio.charset.StandardCharsets.UTF_8;

import argosy.wire.shape.DecodeError;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a signature says of a body, and whether it is true.
final class SignedBody {
  private static final String UNSIGNED = "UNSIGNED-PAYLOAD";
  private static final String SIGNED_CHUNKS = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
  private static final String SIGNED_TRAILER = SIGNED_CHUNKS + "-TRAILER";
  private static final String UNSIGNED_TRAILER = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

  private SignedBody() {}

  /// What stands for the body in the request that is signed; null if the client's own word for it
  /// isn't the hash of the body, nor one that AWS knows.
  static @Nullable String hash(SignableRequest request, Map<String, String> presigned) {
    String claimed =
        request.headers().first("X-Amz-Content-Sha256").orElse(presigned.get("Content-Sha256"));
    return switch (claimed) {
      case UNSIGNED, SIGNED_CHUNKS, SIGNED_TRAILER, UNSIGNED_TRAILER -> claimed;
      case null -> Hash.of(request.body());
      default -> {
        String hash = Hash.of(request.body());
        yield claimed.equals(hash) ? hash : null;
      }
    };
  }

  /// What is wrong with the chunks of a body that has some; null if nothing is.
  ///
  /// @param hash what [#hash] said
  static @Nullable String flaw(Claim claim, String hash, SigningKey key) {
    if (!hash.startsWith(AwsChunks.STREAMING)) {
      return null;
    }
    try {
      AwsChunks body = AwsChunks.parse(claim.request().body());
      boolean good =
          hash.equals(UNSIGNED_TRAILER) || signed(body, claim, hash.equals(SIGNED_TRAILER), key);
      return good ? null : Verifier.MISMATCH;
    } catch (DecodeError e) {
      return "The body is not in chunks as X-Amz-Content-Sha256 says: " + e.getMessage() + ".";
    }
  }

  /// Each chunk's signature covers the one before, and the first that of the request.
  private static boolean signed(AwsChunks body, Claim claim, boolean withTrailer, SigningKey key) {
    String before = claim.authorization().signature();
    for (AwsChunks.Chunk chunk : body.chunks()) {
      String hashes = Hash.of("") + "\n" + Hash.of(chunk.bytes());
      String expected = key.sign(toSign("PAYLOAD", claim, before) + hashes);
      if (!Verifier.isSame(expected, chunk.signature())) {
        return false;
      }
      before = expected;
    }
    if (!withTrailer) {
      return true;
    }
    var trailers = new StringBuilder();
    for (String line : body.trailers()) {
      if (!line.startsWith("x-amz-trailer-signature:")) {
        trailers.append(line).append('\n');
      }
    }
    String expected =
        key.sign(toSign("TRAILER", claim, before) + Hash.of(trailers.toString().getBytes(UTF_8)));
    String signature = body.trailer("x-amz-trailer-signature");
    return signature != null && Verifier.isSame(expected, signature);
  }

  private static String toSign(String what, Claim claim, String before) {
    String scope = claim.authorization().scope().text();
    return CanonicalRequest.ALGORITHM
        + "-"
        + String.join("\n", what, claim.time(), scope, before)
        + "\n";
  }
}
