package argosy.wire.shape;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/// Percent-encoded text of forms, query strings and paths.
public final class Percent {
  private Percent() {}

  /// Decodes a segment of a path, where a plus is a plus.
  ///
  /// @throws DecodeError if it isn't encoded right
  public static String decodePath(String segment) {
    if (segment.indexOf('%') < 0) {
      return segment;
    }
    byte[] bytes = segment.getBytes(UTF_8);
    return decode(bytes, 0, bytes.length, false);
  }

  /// @param plusIsSpace as in forms
  static String decode(byte[] encoded, int start, int end, boolean plusIsSpace) {
    byte[] decoded = new byte[end - start];
    int length = 0;
    for (int i = start; i < end; i++) {
      byte b = encoded[i];
      if (b == '+' && plusIsSpace) {
        decoded[length++] = ' ';
      } else if (b == '%') {
        int high = i + 2 < end ? Character.digit(encoded[i + 1], 16) : -1;
        int low = i + 2 < end ? Character.digit(encoded[i + 2], 16) : -1;
        if (high < 0 || low < 0) {
          throw new DecodeError("a % is not followed by two hexadecimal digits");
        }
        decoded[length++] = (byte) (high << 4 | low);
        i += 2;
      } else {
        decoded[length++] = b;
      }
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(decoded, 0, length)).toString();
    } catch (CharacterCodingException e) {
      throw new DecodeError("a parameter is not UTF-8", e);
    }
  }
}
