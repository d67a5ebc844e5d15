package argosy.wire.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.wire.Headers;
import argosy.wire.HttpRequest;
import argosy.wire.WireError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class BodiesTest {
  private static final int MAX = 1_000;
  private static final byte[] BODY = "{\"a\":\"b\"}".getBytes(UTF_8);
  private static final Headers ZIPPED = Headers.of("Content-Encoding", "gzip");
  private static final Headers CHUNKED =
      Headers.of(
          "X-Amz-Content-Sha256",
          "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
          "Content-Encoding",
          "aws-chunked");

  @Test
  void plainBodiesAreAsTheyCame() {
    assertSame(BODY, unpacked(Headers.NONE, BODY));
    assertSame(BODY, unpacked(Headers.of("Content-Encoding", "amz-1.0"), BODY));
  }

  @Test
  void zippedBodiesAreUnzipped() {
    assertArrayEquals(BODY, unpacked(ZIPPED, zip(BODY)));
    assertArrayEquals(new byte[0], unpacked(ZIPPED, new byte[0]));
    assertArrayEquals(new byte[MAX], unpacked(ZIPPED, zip(new byte[MAX])));
  }

  @Test
  void whatIsTooLargeInsideIsRefused() {
    byte[] bomb = zip(new byte[1 << 24]);
    WireError error = refused(ZIPPED, bomb);
    assertEquals("RequestEntityTooLargeException", error.code());
    assertEquals(413, error.status());
    assertEquals(413, refused(ZIPPED, zip(new byte[MAX + 1])).status());
  }

  @Test
  void whatIsNoZipIsRefused() {
    byte[] cut = java.util.Arrays.copyOf(zip(new byte[MAX]), 20);
    for (byte[] body : new byte[][] {BODY, cut}) {
      WireError error = refused(ZIPPED, body);
      assertEquals("MalformedHttpRequestException", error.code());
      assertTrue(error.message().startsWith("The body is not encoded as its headers say: "));
    }
  }

  @Test
  void chunksAreJoined() {
    String body = "5\r\nhello\r\n6;x=y\r\n world\r\n0\r\nx-amz-checksum-crc32:AAAA\r\n\r\n";
    assertEquals("hello world", new String(unpacked(CHUNKED, body.getBytes(UTF_8)), UTF_8));
    Headers both = CHUNKED.with("X-Other", "").with("Content-Encoding", "gzip");
    assertEquals(
        "hello world", new String(unpacked(both, body.getBytes(UTF_8)), UTF_8), "first wins");
  }

  @Test
  void brokenChunksAreRefused() {
    for (String body :
        new String[] {
          "", "5\r\nhell", "4\r\nhello\r\n0\r\n", "x\r\n", "-1\r\n", "5\r\nhello\r\n"
        }) {
      assertEquals(
          "MalformedHttpRequestException", refused(CHUNKED, body.getBytes(UTF_8)).code(), body);
    }
    byte[] many = "1\r\na\r\n".repeat(10_001).getBytes(UTF_8);
    assertTrue(refused(CHUNKED, many).message().contains("more than 10000 chunks"));
  }

  private static byte[] unpacked(Headers headers, byte[] body) {
    return assertInstanceOf(Bodies.Unpacked.Whole.class, unpack(headers, body)).request().body();
  }

  private static WireError refused(Headers headers, byte[] body) {
    return assertInstanceOf(Bodies.Unpacked.Refused.class, unpack(headers, body)).error();
  }

  private static Bodies.Unpacked unpack(Headers headers, byte[] body) {
    return Bodies.unpack(new HttpRequest("POST", "/", "", headers, body), MAX);
  }

  private static byte[] zip(byte[] bytes) {
    var zipped = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(zipped)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return zipped.toByteArray();
  }
}
