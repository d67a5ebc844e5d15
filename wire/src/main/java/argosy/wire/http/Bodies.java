package argosy.wire.http;

import argosy.wire.Headers;
import argosy.wire.HttpRequest;
import argosy.wire.WireError;
import argosy.wire.shape.DecodeError;
import argosy.wire.sigv4.AwsChunks;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/// Bodies without the encodings that they travel in: chunks of AWS's own kind, and gzip. HTTP's own
/// chunks are gone when a request gets here, and signatures cover bodies as they travel.
final class Bodies {
  private Bodies() {}

  sealed interface Unpacked {
    record Whole(HttpRequest request) implements Unpacked {}

    record Refused(WireError error) implements Unpacked {}
  }

  /// @param bytesMax of what comes out, which may be a thousand times what went in
  static Unpacked unpack(HttpRequest packed, int bytesMax) {
    boolean inChunks = AwsChunks.isIn(packed.headers());
    boolean zipped = isGzip(packed.headers());
    if (!inChunks && !zipped) {
      return new Unpacked.Whole(packed);
    }
    byte[] body = packed.body();
    try {
      if (inChunks) {
        body = AwsChunks.parse(body).content();
      }
      if (zipped && body.length > 0) {
        body = unzip(body, bytesMax);
      }
    } catch (DecodeError | IOException e) {
      String why = "The body is not encoded as its headers say: " + e.getMessage() + ".";
      return new Unpacked.Refused(WireError.client("MalformedHttpRequestException", why));
    }
    if (body.length > bytesMax) {
      return new Unpacked.Refused(tooLarge(bytesMax));
    }
    return new Unpacked.Whole(with(packed, body));
  }

  static WireError tooLarge(int bytesMax) {
    return new WireError(
        "RequestEntityTooLargeException", "A request has at most " + bytesMax + " bytes.", 413);
  }

  /// Reads one byte more than allowed at most.
  private static byte[] unzip(byte[] body, int bytesMax) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return in.readNBytes(bytesMax + 1);
    }
  }

  private static boolean isGzip(Headers headers) {
    String encoding = headers.first("Content-Encoding").orElse("");
    return !encoding.isEmpty() && encoding.toLowerCase(Locale.ROOT).contains("gzip");
  }

  private static HttpRequest with(HttpRequest request, byte[] body) {
    return new HttpRequest(
        request.method(), request.path(), request.rawQuery(), request.headers(), body);
  }
}
