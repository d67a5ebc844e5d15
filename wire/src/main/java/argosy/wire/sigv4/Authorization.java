package argosy.wire.sigv4;

import argosy.wire.Headers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The claim of a request to be somebody's, taken apart: the header `Authorization`, or the
/// parameters of a presigned query.
///
/// @param terminator what ends the credential; [Scope#TERMINATOR] is right
/// @param signed names of headers in the order of the signature
record Authorization(
    String accessKeyId, Scope scope, String terminator, List<String> signed, String signature) {
  /// Key, date, region, service and terminator.
  private static final int CREDENTIAL_PARTS = 5;

  static String text(String credential, List<String> signed, String signature) {
    return "%s Credential=%s, SignedHeaders=%s, Signature=%s"
        .formatted(CanonicalRequest.ALGORITHM, credential, String.join(";", signed), signature);
  }

  /// What a request says of its signature, unchecked, under the names of the header; null if it
  /// says nothing.
  static @Nullable Map<String, String> parameters(Headers headers, String rawQuery) {
    String header = headers.first("Authorization").orElse(null);
    if (header != null) {
      return parameters(header);
    }
    return Presigned.isIn(rawQuery) ? Presigned.parameters(rawQuery) : null;
  }

  /// The parameters of the header, whose algorithm must be ours; none of another.
  private static Map<String, String> parameters(String header) {
    Map<String, String> parameters = HashMap.newHashMap(3);
    if (!header.startsWith(CanonicalRequest.ALGORITHM)) {
      return parameters;
    }
    int at = CanonicalRequest.ALGORITHM.length();
    while (at < header.length()) {
      int end = at;
      while (end < header.length() && header.charAt(end) != ',' && header.charAt(end) != ' ') {
        end++;
      }
      int equals = header.indexOf('=', at);
      if (equals > at && equals < end) {
        parameters.put(header.substring(at, equals), header.substring(equals + 1, end));
      }
      at = end + 1;
    }
    return parameters;
  }

  static List<String> credential(String text) {
    return List.of(text.split("/", -1));
  }

  /// What AWS says of a header that isn't complete; empty for one that is.
  static List<String> complaints(Map<String, String> parameters, boolean dated) {
    var complaints = new ArrayList<String>(0);
    for (String name : List.of("Credential", "Signature", "SignedHeaders")) {
      if (parameters.getOrDefault(name, "").isEmpty()) {
        complaints.add("Authorization header requires '" + name + "' parameter.");
      }
    }
    if (!dated) {
      complaints.add(
          "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
    }
    if (complaints.isEmpty()) {
      credentialComplaint(parameters, complaints);
    }
    return complaints;
  }

  static void credentialComplaint(Map<String, String> parameters, List<String> complaints) {
    String credential = parameters.getOrDefault("Credential", "");
    if (credential(credential).size() != CREDENTIAL_PARTS) {
      complaints.add(
          "Credential must have exactly 5 slash-delimited elements, e.g."
              + " keyid/date/region/service/term, got '%s'.".formatted(credential));
    }
  }

  /// @param parameters without [#complaints]
  static Authorization of(Map<String, String> parameters) {
    List<String> credential = credential(parameters.getOrDefault("Credential", ""));
    return new Authorization(
        credential.get(0),
        new Scope(credential.get(1), credential.get(2), credential.get(3)),
        credential.get(4),
        List.of(parameters.getOrDefault("SignedHeaders", "").split(";", -1)),
        parameters.getOrDefault("Signature", ""));
  }
}
