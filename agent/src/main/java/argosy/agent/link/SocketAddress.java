package argosy.agent.link;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/// The address of a web socket behind an endpoint.
final class SocketAddress {
  private SocketAddress() {}

  /// @param endpoint of scheme `http` or `https`, with or without a path
  /// @throws IllegalArgumentException for any other scheme
  static URI of(String endpoint, Map<String, String> query) {
    String scheme =
        switch (endpoint.replaceFirst("://.*", "")) {
          case "http" -> "ws";
          case "https" -> "wss";
          default -> throw new IllegalArgumentException("unknown scheme: " + endpoint);
        };
    String rest = endpoint.substring(endpoint.indexOf("://"));
    String parameters =
        query.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return URI.create(scheme + rest + (rest.endsWith("/") ? "" : "/") + "ws?" + parameters);
  }
}
