package argosy.wire.sigv4;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The key that signs the requests of a day, a region and a service; derived from the secret once.
final class SigningKey {
  /// The short-lived keys of all tasks on a few hundred hosts. Beyond it all are forgotten, and
  /// derived again in microseconds.
  private static final int KEPT_MAX = 10_000;

  /// Longer than any region's or service's name; what is longer isn't worth keeping.
  private static final int SCOPE_LENGTH_MAX = 100;

  private static final String ALGORITHM = "HmacSHA256";
  private static final ConcurrentHashMap<Derivation, SigningKey> KEPT = new ConcurrentHashMap<>();

  private final Mac keyed;

  private SigningKey(Mac keyed) {
    this.keyed = keyed;
  }

  static SigningKey of(String secret, Scope scope) {
    var derivation = new Derivation(secret, scope);
    if (scope.region().length() + scope.service().length() > SCOPE_LENGTH_MAX) {
      return derive(derivation);
    }
    if (KEPT.size() >= KEPT_MAX) {
      KEPT.clear();
    }
    return KEPT.computeIfAbsent(derivation, SigningKey::derive);
  }

  /// The signature in hexadecimal digits.
  String sign(String stringToSign) {
    try {
      return HexFormat.of().formatHex(digest((Mac) keyed.clone(), stringToSign));
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the platform's " + ALGORITHM + " can be cloned", e);
    }
  }

  private static SigningKey derive(Derivation from) {
    Scope scope = from.scope();
    byte[] secret = ("AWS4" + from.secret()).getBytes(StandardCharsets.UTF_8);
    byte[] date = digest(mac(secret), scope.date());
    byte[] region = digest(mac(date), scope.region());
    byte[] service = digest(mac(region), scope.service());
    return new SigningKey(mac(digest(mac(service), Scope.TERMINATOR)));
  }

  private static byte[] digest(Mac mac, String text) {
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Mac mac(byte[] key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac;
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  private record Derivation(String secret, Scope scope) {}
}
