package argosy.e2e;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// What `argosy env` exports.
///
/// @param trust the file of whom to believe besides the usual; empty without TLS
record Exports(URI endpoint, String keyId, String secret, String region, Optional<String> trust) {
  private static final String TRUST = "AWS_CA_BUNDLE";

  static Exports of(Ran env) {
    Map<String, String> said =
        env.lines().stream()
            .map(line -> line.replaceFirst("^export ", "").split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    return new Exports(
        URI.create(value(said, "AWS_ENDPOINT_URL")),
        value(said, "AWS_ACCESS_KEY_ID"),
        value(said, "AWS_SECRET_ACCESS_KEY"),
        value(said, "AWS_DEFAULT_REGION"),
        Optional.ofNullable(said.get(TRUST)));
  }

  /// The same server, asked with another key.
  Exports with(String otherKeyId, String otherSecret) {
    return new Exports(endpoint, otherKeyId, otherSecret, region, trust);
  }

  /// The same server, in another region.
  Exports in(String otherRegion) {
    return new Exports(endpoint, keyId, secret, otherRegion, trust);
  }

  private static String value(Map<String, String> said, String name) {
    return Objects.requireNonNull(said.get(name), () -> "argosy env says no " + name);
  }

  /// As the environment of a program.
  Map<String, String> variables() {
    var all = new HashMap<String, String>();
    all.put("AWS_ENDPOINT_URL", endpoint.toString());
    all.put("AWS_ACCESS_KEY_ID", keyId);
    all.put("AWS_SECRET_ACCESS_KEY", secret);
    all.put("AWS_DEFAULT_REGION", region);
    trust.ifPresent(file -> all.put(TRUST, file));
    return all;
  }
}
