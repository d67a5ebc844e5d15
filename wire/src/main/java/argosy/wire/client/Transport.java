package argosy.wire.client;

import argosy.wire.tls.Trust;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/// What all clients of a process share. Nothing of it keeps the process from ending.
final class Transport {
  /// Four SYN packets: a host that answers none of them is down.
  static final Duration CONNECT_MAX = Duration.ofSeconds(10);

  static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_MAX)
          .sslContext(Trust.context())
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();

  private Transport() {}

  /// For Jetty's clients, which connect in few threads and believe whom the JDK's believe.
  static ClientConnector connector() {
    var tls = new SslContextFactory.Client();
    tls.setSslContext(Trust.context());
    var connector = new ClientConnector();
    connector.setSelectors(1);
    connector.setSslContextFactory(tls);
    return connector;
  }

  /// The header `Host` as the clients will send it.
  static String host(URI uri) {
    int port = uri.getPort();
    boolean secure = uri.getScheme().equals("https") || uri.getScheme().equals("wss");
    return port == -1 || port == (secure ? 443 : 80) ? uri.getHost() : uri.getHost() + ":" + port;
  }
}
