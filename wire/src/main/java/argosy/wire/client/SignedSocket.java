package argosy.wire.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import argosy.wire.Headers;
import argosy.wire.Service;
import argosy.wire.http.Socket;
import argosy.wire.http.SocketEnd;
import argosy.wire.sigv4.Credentials;
import argosy.wire.sigv4.SignableRequest;
import argosy.wire.sigv4.Signer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.websocket.api.exceptions.UpgradeException;
import org.eclipse.jetty.websocket.client.ClientUpgradeRequest;
import org.eclipse.jetty.websocket.client.JettyUpgradeListener;
import org.eclipse.jetty.websocket.client.WebSocketClient;
import org.jspecify.annotations.Nullable;

/// Web sockets that we open with signed requests.
///
/// They are Jetty's: the JDK's own never report the end of a connection that came while the
/// listener was busy.
public final class SignedSocket {
  private static final byte[] NO_BODY = {};

  /// One selects, the rest reserve; owners of sockets hear on virtual threads.
  private static final int THREADS_MAX = 4;

  /// From the first packet to the upgrade. A server that is there upgrades in milliseconds, and
  /// only one that takes a cell over lets wait for seconds; one that took the connection and never
  /// says a word would be waited for for ever.
  private static final Duration UPGRADE_MAX = Duration.ofSeconds(10);

  /// Shared by all sockets of a process, and no reason for it to go on.
  private static final WebSocketClient CLIENT = start();

  private SignedSocket() {}

  /// Opens a web socket.
  ///
  /// @param uri with the scheme `ws` or `wss`
  /// @param owner is called once, before this returns
  /// @throws IOException if it can't be opened; if the server refused, with its status and body
  public static Socket open(
      URI uri,
      String region,
      Credentials credentials,
      Service service,
      InstantSource clock,
      Function<Socket, Socket.Listener> owner)
      throws IOException, InterruptedException {
    var request = new ClientUpgradeRequest(uri);
    request.setTimeout(UPGRADE_MAX.toMillis(), TimeUnit.MILLISECONDS);
    Signer.sign(handshake(uri), credentials, region, service.name(), clock.instant())
        .forEach(request::setHeader);
    SocketEnd socket = SocketEnd.opening(owner);
    var refusal = new Refusal();
    try {
      CLIENT.connect(socket, request, refusal).get();
      return socket;
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw new IOException("no web socket to " + uri + ": " + refusal.why(cause), cause);
    }
  }

  private static SignableRequest handshake(URI uri) {
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
    Headers headers = Headers.of("Host", Transport.host(uri));
    return new SignableRequest("GET", path, query, headers, NO_BODY);
  }

  private static WebSocketClient start() {
    var threads = new QueuedThreadPool(THREADS_MAX, 1);
    threads.setName("sockets");
    threads.setDaemon(true);
    threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
    var http =
        new org.eclipse.jetty.client.HttpClient(
            new HttpClientTransportOverHTTP(Transport.connector()));
    http.setExecutor(threads);
    http.setScheduler(new ScheduledExecutorScheduler("sockets-timer", true));
    http.setConnectTimeout(Transport.CONNECT_MAX.toMillis());
    http.setFollowRedirects(false);
    var sockets = new WebSocketClient(http);
    sockets.setIdleTimeout(SocketEnd.IDLE_MAX);
    sockets.setMaxTextMessageSize(SocketEnd.TEXT_BYTES_MAX);
    sockets.setMaxFrameSize(SocketEnd.TEXT_BYTES_MAX);
    try {
      sockets.start();
    } catch (Exception e) {
      throw new IllegalStateException("the web socket client does not start", e);
    }
    return sockets;
  }

  /// Keeps what a server has to say when it doesn't upgrade.
  private static final class Refusal implements JettyUpgradeListener {
    /// Refusals are a few hundred bytes; a proxy's page needn't be kept as a whole.
    private static final int BODY_BYTES_MAX = 4_096;

    /// Written part by part by one thread at a time, and read when all parts are there.
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    @Override
    public void onHandshakeRequest(Request request) {
      request.onResponseContent((_, part) -> append(part));
    }

    private void append(ByteBuffer part) {
      byte[] bytes = new byte[Math.min(part.remaining(), BODY_BYTES_MAX - body.size())];
      part.get(bytes);
      body.writeBytes(bytes);
    }

    String why(@Nullable Throwable cause) {
      return cause instanceof UpgradeException refused && refused.getResponseStatusCode() > 0
          ? "status " + refused.getResponseStatusCode() + ", " + body.toString(UTF_8)
          : String.valueOf(cause);
    }
  }
}
