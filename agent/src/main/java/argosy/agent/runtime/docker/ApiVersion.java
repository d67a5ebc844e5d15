package argosy.agent.runtime.docker;

import java.io.IOException;
import java.time.Duration;
import org.eclipse.jetty.http.HttpMethod;
import tools.jackson.databind.JsonNode;

/// The version of Docker's API that is spoken with an engine: ours, or what comes nearest to it.
final class ApiVersion {
  /// Engine 25's; what this client uses is the same from 1.41 (Engine 20.10) on.
  private static final int OURS_MINOR = 44;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final DockerHttp http;
  private volatile String prefix = "";

  ApiVersion(DockerHttp http) {
    this.http = http;
  }

  /// What paths begin with: `/v1.41`.
  String prefix() throws IOException, InterruptedException {
    String known = prefix;
    if (known.isEmpty()) {
      ask();
      known = prefix;
    }
    return known;
  }

  /// Asks the engine what it is, and speaks accordingly from now on: it may have been upgraded.
  JsonNode ask() throws IOException, InterruptedException {
    JsonNode about = http.call(HttpMethod.GET, "/version", null, PATIENCE).body();
    int newest = minor(about.path("ApiVersion").asString("1." + OURS_MINOR));
    int oldest = minor(about.path("MinAPIVersion").asString("1.0"));
    prefix = "/v1." + Math.max(oldest, Math.min(OURS_MINOR, newest));
    return about;
  }

  private static int minor(String version) {
    return Integer.parseInt(version.substring(version.indexOf('.') + 1));
  }
}
