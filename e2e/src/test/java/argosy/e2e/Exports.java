package argosy.e2e;

import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// What `argosy env` exports.
record Exports(URI endpoint, String keyId, String secret, String region) {

  static Exports of(Ran env) {
    Map<String, String> said =
        env.lines().stream()
            .map(line -> line.replaceFirst("^export ", "").split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    return new Exports(
        URI.create(value(said, "AWS_ENDPOINT_URL")),
        value(said, "AWS_ACCESS_KEY_ID"),
        value(said, "AWS_SECRET_ACCESS_KEY"),
        value(said, "AWS_DEFAULT_REGION"));
  }

  private static String value(Map<String, String> said, String name) {
    return Objects.requireNonNull(said.get(name), () -> "argosy env says no " + name);
  }

  /// As the environment of a program.
  Map<String, String> variables() {
    return Map.of(
        "AWS_ENDPOINT_URL", endpoint.toString(),
        "AWS_ACCESS_KEY_ID", keyId,
        "AWS_SECRET_ACCESS_KEY", secret,
        "AWS_DEFAULT_REGION", region);
  }
}
