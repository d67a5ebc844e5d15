package argosy.wire.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Certificates and keys in PEM files, as certificate authorities hand them out.
public final class Pem {
  private static final String KEY_BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String KEY_END = "-----END PRIVATE KEY-----";

  private Pem() {}

  /// @param certificates the server's own first, then those between it and the authority's
  /// @throws IOException if they aren't what they should be; the message says what is
  public static Identity identity(Path certificates, Path key) throws IOException {
    return new Identity(key(key), certificates(certificates));
  }

  public static List<X509Certificate> certificates(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return certificates(file.toString(), in);
    }
  }

  /// @param where the text is from, for complaints
  public static List<X509Certificate> certificates(String where, String text) throws IOException {
    return certificates(where, new ByteArrayInputStream(text.getBytes(US_ASCII)));
  }

  private static List<X509Certificate> certificates(String where, InputStream in)
      throws IOException {
    var all = new ArrayList<X509Certificate>();
    try {
      for (var one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        all.add((X509Certificate) one);
      }
    } catch (GeneralSecurityException e) {
      throw new IOException(where + " has no certificates in PEM: " + e.getMessage(), e);
    }
    if (all.isEmpty()) {
      throw new IOException(where + " has no certificate in it.");
    }
    return List.copyOf(all);
  }

  static String text(X509Certificate certificate) throws IOException {
    try {
      String base64 =
          Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
      return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
    } catch (GeneralSecurityException e) {
      throw new IOException("a certificate can't be encoded", e);
    }
  }

  private static PrivateKey key(Path file) throws IOException {
    String text = Files.readString(file, US_ASCII);
    int begin = text.indexOf(KEY_BEGIN);
    int end = text.indexOf(KEY_END);
    if (begin < 0 || end < begin) {
      throw new IOException(
          file
              + " has no unencrypted private key in PKCS #8 (BEGIN PRIVATE KEY). This makes one of"
              + " others: openssl pkcs8 -topk8 -nodes -in "
              + file);
    }
    byte[] encoded = decode(file, text.substring(begin + KEY_BEGIN.length(), end));
    for (String algorithm : List.of("EC", "RSA", "EdDSA")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
      } catch (GeneralSecurityException e) {
        // the next kind
      }
    }
    throw new IOException(file + " has a private key of a kind that is neither EC, RSA nor EdDSA.");
  }

  private static byte[] decode(Path file, String base64) throws IOException {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " is not base64 between its lines: " + e.getMessage(), e);
    }
  }
}
