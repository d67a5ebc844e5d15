package argosy.control.iam;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What only those who know a secret can put on something.
final class Seal {
  static final int BYTES = 32;

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  private Seal(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /// A seal that follows from a secret, and doesn't betray it.
  static Seal from(byte[] secret) {
    return new Seal(new Seal(secret).of("argosy", "role sessions".getBytes(UTF_8)));
  }

  /// @param use keeps what is made for one thing from serving another
  byte[] of(String use, byte[] what) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(use.getBytes(UTF_8));
      mac.update((byte) 0);
      return mac.doFinal(what);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  /// Takes the same time wherever the difference is.
  boolean holds(String use, byte[] what, byte[] sealed) {
    return MessageDigest.isEqual(of(use, what), sealed);
  }

  String uuid(String of) {
    ByteBuffer sum = ByteBuffer.wrap(of("name", of.getBytes(UTF_8)));
    return new UUID(sum.getLong(), sum.getLong()).toString();
  }
}
