package argosy.wire.sigv4;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Signs requests of ours.
public final class Signer {
  static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Signer() {}

  /// The headers that the request needs besides its own, all of which get signed.
  public static Map<String, String> sign(
      SignableRequest request,
      Credentials credentials,
      String region,
      String service,
      Instant now) {
    String time = TIME.format(now);
    var scope = new Scope(time.substring(0, 8), region, service);
    Map<String, String> added = new LinkedHashMap<>();
    added.put("X-Amz-Date", time);
    if (credentials.sessionToken() != null) {
      added.put("X-Amz-Security-Token", credentials.sessionToken());
    }
    SignableRequest whole = with(request, added);
    List<String> signed =
        whole.headers().all().stream()
            .map(header -> header.name().toLowerCase(Locale.ROOT))
            .distinct()
            .sorted()
            .toList();
    String toSign =
        CanonicalRequest.stringToSign(whole, time, scope, signed, Hash.of(request.body()));
    String signature = SigningKey.of(credentials.secretAccessKey(), scope).sign(toSign);
    String credential = credentials.accessKeyId() + "/" + scope.text();
    added.put("Authorization", Authorization.text(credential, signed, signature));
    return added;
  }

  private static SignableRequest with(SignableRequest request, Map<String, String> added) {
    var headers = request.headers();
    for (Map.Entry<String, String> one : added.entrySet()) {
      headers = headers.with(one.getKey(), one.getValue());
    }
    return new SignableRequest(
        request.method(), request.path(), request.rawQuery(), headers, request.body());
  }
}
