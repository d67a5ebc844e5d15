package argosy.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signatures as the genuine agent's Go library makes them: without `X-Amz-Content-Sha256`, and of
/// the headers that it always signed.
record AgentSignature(Exports exports) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /// What a request needs to be believed: `Authorization` and `X-Amz-Date`.
  ///
  /// @param headers those that are signed besides `host` and `x-amz-date`
  Map<String, String> of(String method, URI uri, Map<String, String> headers, String body) {
    String time = TIME.format(Instant.now());
    var signed = new TreeMap<String, String>();
    headers.forEach((name, value) -> signed.put(name.toLowerCase(Locale.ROOT), value));
    signed.put("host", uri.getAuthority());
    signed.put("x-amz-date", time);
    String names = String.join(";", signed.keySet());
    String canonical =
        String.join(
            "\n",
            method,
            uri.getRawPath(),
            query(uri),
            signed.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                .collect(Collectors.joining()),
            names,
            sha256(body));
    String day = time.substring(0, 8);
    String scope = day + "/" + exports.region() + "/ecs/aws4_request";
    byte[] key = ("AWS4" + exports.secret()).getBytes(UTF_8);
    for (String part : scope.split("/", -1)) {
      key = hmac(key, part);
    }
    String text = String.join("\n", "AWS4-HMAC-SHA256", time, scope, sha256(canonical));
    return Map.of(
        "X-Amz-Date",
        time,
        "Authorization",
        "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s"
            .formatted(exports.keyId(), scope, names, HexFormat.of().formatHex(hmac(key, text))));
  }

  /// A space is a plus where the agent sends it, and `%20` in what it signs.
  private static String query(URI uri) {
    String raw = uri.getRawQuery();
    return raw == null
        ? ""
        : Arrays.stream(raw.split("&", -1))
            .map(pair -> pair.split("=", 2))
            .map(pair -> encoded(pair[0]) + "=" + encoded(pair[1]))
            .sorted()
            .collect(Collectors.joining("&"));
  }

  private static String encoded(String sent) {
    return URLEncoder.encode(URLDecoder.decode(sent, UTF_8), UTF_8).replace("+", "%20");
  }

  private static String sha256(String text) {
    try {
      byte[] sum = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(sum);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java has HmacSHA256", e);
    }
  }
}
