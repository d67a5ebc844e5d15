package argosy.wire.sigv4;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The header `Authorization`, taken apart.
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

  /// The parameters of the header, whose algorithm must be ours; none of another.
  static Map<String, String> parameters(String header) {
    Map<String, String> parameters = new TreeMap<>();
    if (!header.startsWith(CanonicalRequest.ALGORITHM)) {
      return parameters;
    }
    for (String part : header.substring(CanonicalRequest.ALGORITHM.length()).split("[, ]+", -1)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        parameters.put(part.substring(0, equals), part.substring(equals + 1));
      }
    }
    return parameters;
  }

  static List<String> credential(String text) {
    return List.of(text.split("/", -1));
  }

  /// What AWS says of a header that isn't complete; empty for one that is.
  static List<String> complaints(Map<String, String> parameters, boolean dated) {
    var complaints = new ArrayList<String>();
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
      String credential = parameters.getOrDefault("Credential", "");
      if (credential(credential).size() != CREDENTIAL_PARTS) {
        complaints.add(
            "Credential must have exactly 5 slash-delimited elements, e.g."
                + " keyid/date/region/service/term, got '%s'.".formatted(credential));
      }
    }
    return complaints;
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
