package argosy.wire.sigv4;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import argosy.wire.Headers;
import argosy.wire.shape.DecodeError;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A body in the framing `aws-chunked`, whose chunks may be signed one by one, with headers at its
/// end. Clients send so what they can't read twice.
///
/// @param chunks the last one is empty
/// @param trailers lines `name:value`
public record AwsChunks(List<Chunk> chunks, List<String> trailers) {
  static final String STREAMING = "STREAMING-";

  /// The SDKs' chunks have 128 KiB; AWS takes none below 8 KiB but the last, which would be 128 of
  /// the largest bodies here.
  private static final int CHUNKS_MAX = 10_000;

  private static final int TRAILERS_MAX = 20;

  /// @param signature empty if it isn't signed
  @SuppressWarnings("ArrayRecordComponent") // carried, never compared
  record Chunk(byte[] bytes, String signature) {}

  /// True if the body of a request with these headers has this framing.
  public static boolean isIn(Headers headers) {
    return headers.first("X-Amz-Content-Sha256").orElse("").startsWith(STREAMING);
  }

  /// @throws DecodeError if the body isn't framed so
  public static AwsChunks parse(byte[] body) {
    return new Parsing(body).chunks();
  }

  /// What is in the chunks.
  public byte[] content() {
    var content = new ByteArrayOutputStream();
    for (Chunk chunk : chunks) {
      content.writeBytes(chunk.bytes());
    }
    return content.toByteArray();
  }

  /// The value of a trailer; null if there is none of that name.
  @Nullable String trailer(String name) {
    for (String line : trailers) {
      int colon = line.indexOf(':');
      if (colon > 0 && line.substring(0, colon).equalsIgnoreCase(name)) {
        return line.substring(colon + 1);
      }
    }
    return null;
  }

  private static final class Parsing {
    private final byte[] body;
    private int at;

    Parsing(byte[] body) {
      this.body = body;
    }

    AwsChunks chunks() {
      var chunks = new ArrayList<Chunk>();
      Chunk chunk;
      do {
        chunk = chunk();
        chunks.add(chunk);
        if (chunks.size() > CHUNKS_MAX) {
          throw new DecodeError("the body has more than " + CHUNKS_MAX + " chunks");
        }
      } while (chunk.bytes().length > 0);
      var trailers = new ArrayList<String>();
      while (at < body.length) {
        String line = line();
        if (!line.isEmpty()) {
          trailers.add(line);
        }
        if (trailers.size() > TRAILERS_MAX) {
          throw new DecodeError("the body has more than " + TRAILERS_MAX + " trailers");
        }
      }
      return new AwsChunks(List.copyOf(chunks), List.copyOf(trailers));
    }

    private Chunk chunk() {
      String head = line();
      int semicolon = head.indexOf(';');
      String signature = semicolon < 0 ? "" : signature(head.substring(semicolon + 1));
      int length = length(semicolon < 0 ? head : head.substring(0, semicolon));
      if (length == 0) {
        return new Chunk(new byte[0], signature);
      }
      if (length > body.length - at) {
        throw new DecodeError("a chunk is shorter than it says");
      }
      byte[] bytes = Arrays.copyOfRange(body, at, at + length);
      at += length;
      if (!line().isEmpty()) {
        throw new DecodeError("a chunk is longer than it says");
      }
      return new Chunk(bytes, signature);
    }

    private static String signature(String extension) {
      return extension.startsWith("chunk-signature=")
          ? extension.substring("chunk-signature=".length())
          : "";
    }

    private static int length(String hexadecimal) {
      try {
        int length = Integer.parseInt(hexadecimal.strip(), 16);
        if (length >= 0) {
          return length;
        }
      } catch (NumberFormatException e) {
        // refused below
      }
      throw new DecodeError("a chunk does not begin with its length in hexadecimal digits");
    }

    /// Up to a line break, or to the end.
    private String line() {
      int end = at;
      while (end < body.length && body[end] != '\n') {
        end++;
      }
      int next = Math.min(end + 1, body.length);
      int last = end > at && body[end - 1] == '\r' ? end - 1 : end;
      var line = new String(body, at, last - at, ISO_8859_1);
      at = next;
      return line;
    }
  }
}
