package argosy.wire.sigv4;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A signature in the query string, for requests that somebody else sends, such as a browser.
final class Presigned {
  /// AWS's own.
  static final int SECONDS_MAX = 604_800;

  private static final String PREFIX = "X-Amz-";
  private static final String SIGNATURE = "X-Amz-Signature";

  private Presigned() {}

  static boolean isIn(String rawQuery) {
    return rawQuery.contains(SIGNATURE + "=") || rawQuery.contains("X-Amz-Algorithm=");
  }

  /// The parameters of the signature without their common prefix, decoded.
  static Map<String, String> parameters(String rawQuery) {
    Map<String, String> parameters = new HashMap<>();
    for (String part : rawQuery.split("&", -1)) {
      int equals = part.indexOf('=');
      if (equals > 0 && part.startsWith(PREFIX)) {
        String value = CanonicalRequest.decoded(part.substring(equals + 1));
        parameters.put(part.substring(PREFIX.length(), equals), value);
      }
    }
    return parameters;
  }

  /// What AWS says of parameters that aren't complete; empty for those that are.
  static List<String> complaints(Map<String, String> parameters) {
    var complaints = new ArrayList<String>(0);
    for (String name : List.of("Algorithm", "Credential", "Signature", "SignedHeaders", "Date")) {
      if (parameters.getOrDefault(name, "").isEmpty()) {
        complaints.add("AWS query-string parameters must include '" + PREFIX + name + "'.");
      }
    }
    if (!complaints.isEmpty()) {
      complaints.add("Re-examine the query-string parameters.");
      return complaints;
    }
    Authorization.credentialComplaint(parameters, complaints);
    if (seconds(parameters) < 0) {
      complaints.add(
          "X-Amz-Expires must be a number of seconds from 0 to " + SECONDS_MAX + " (a week).");
    }
    return complaints;
  }

  /// How long the signature is good for; negative if that isn't said right. As long as in a header
  /// where it isn't said.
  static int seconds(Map<String, String> parameters) {
    String text = parameters.getOrDefault("Expires", "");
    if (text.isEmpty()) {
      return (int) Verifier.SKEW_MAX.toSeconds();
    }
    try {
      int seconds = Integer.parseInt(text);
      return seconds <= SECONDS_MAX ? seconds : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /// What the signature covers of the query: all but itself.
  static String unsigned(String rawQuery) {
    var rest = new StringBuilder(rawQuery.length());
    for (String part : rawQuery.split("&", -1)) {
      if (!part.startsWith(SIGNATURE + "=")) {
        rest.append(rest.isEmpty() ? "" : "&").append(part);
      }
    }
    return rest.toString();
  }
}
