package argosy.wire.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executors;

/// What all clients of a process share. Nothing of it keeps the process from ending.
final class Transport {
  /// Four SYN packets: a host that answers none of them is down.
  static final Duration CONNECT_MAX = Duration.ofSeconds(10);

  static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_MAX)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();

  private Transport() {}

  /// The header `Host` as the clients will send it.
  static String host(URI uri) {
    int port = uri.getPort();
    boolean secure = uri.getScheme().equals("https") || uri.getScheme().equals("wss");
    return port == -1 || port == (secure ? 443 : 80) ? uri.getHost() : uri.getHost() + ":" + port;
  }
}
