package argosy.wire.http;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.jspecify.annotations.Nullable;

/// The address that clients and agents talk to: a [Front] for requests, sockets beside it, and
/// pages of our own.
public final class Endpoint implements AutoCloseable {
  /// Session tokens alone may have 4 KiB, and a browser's cookies as much.
  private static final int HEADER_BYTES_MAX = 16 * 1_024;

  /// More than Go's clients keep unused connections (90 s), so that it is they who close them and
  /// no request meets a closing connection.
  private static final Duration HTTP_IDLE_MAX = Duration.ofSeconds(100);

  /// What requests in flight get to end when the endpoint closes.
  private static final Duration STOP_WAIT = Duration.ofSeconds(5);

  /// What connections without a request get when the endpoint closes.
  private static final Duration UNUSED_WAIT = Duration.ofMillis(100);

  /// One accepts, one selects, the rest reserve; requests run on virtual threads.
  private static final int THREADS_MAX = 8;

  private final Server server;
  private final ServerConnector connector;

  private Endpoint(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /// Listens and serves in plain HTTP.
  public static Endpoint start(
      String host, int port, Front front, SocketRoutes sockets, Map<String, Page> pages)
      throws IOException {
    return start(new Address(host, port, null), front, sockets, pages);
  }

  /// Listens and serves.
  ///
  /// @param pages by path
  /// @throws IOException if the address can't be had
  public static Endpoint start(
      Address address, Front front, SocketRoutes sockets, Map<String, Page> pages)
      throws IOException {
    return listen(
        address,
        container ->
            new Requests(front, new Upgrades(front, sockets, container), Map.copyOf(pages)));
  }

  /// Listens, and answers every request with one page.
  ///
  /// @throws IOException if the address can't be had
  public static Endpoint start(Address address, Page page) throws IOException {
    return start(address, (request, _) -> page.answer(request));
  }

  /// Listens, and lets one desk answer every request.
  ///
  /// @throws IOException if the address can't be had
  public static Endpoint start(Address address, Desk desk) throws IOException {
    return listen(address, _ -> new AtDesk(desk));
  }

  /// Lets one desk answer every request that comes by a socket which listens already.
  ///
  /// @throws IOException if it can't
  public static Endpoint start(ServerSocketChannel listening, Desk desk) throws IOException {
    return listen(new Address("", 0, null), listening, _ -> new AtDesk(desk));
  }

  private static Endpoint listen(
      Address address, Function<ServerWebSocketContainer, Handler> handler) throws IOException {
    return listen(address, null, handler);
  }

  private static Endpoint listen(
      Address address,
      @Nullable ServerSocketChannel listening,
      Function<ServerWebSocketContainer, Handler> handler)
      throws IOException {
    var threads = new QueuedThreadPool(THREADS_MAX, 2);
    threads.setName("http");
    threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
    var server = new Server(threads);
    ServerConnector connector = connector(server, address);
    server.addConnector(connector);
    ServerWebSocketContainer container = ServerWebSocketContainer.ensure(server);
    container.setIdleTimeout(SocketEnd.IDLE_MAX);
    container.setMaxTextMessageSize(SocketEnd.TEXT_BYTES_MAX);
    container.setMaxFrameSize(SocketEnd.TEXT_BYTES_MAX);
    server.setHandler(new GracefulHandler(handler.apply(container)));
    server.setErrorHandler(new Faults());
    server.setStopTimeout(STOP_WAIT.toMillis());
    try {
      if (listening != null) {
        connector.open(listening);
      }
      server.start();
    } catch (Exception e) {
      close(server);
      throw cannotListen(address, e);
    }
    return new Endpoint(server, connector);
  }

  private static ServerConnector connector(Server server, Address address) {
    var connector = new ServerConnector(server, 1, 1, connections(address));
    connector.setHost(address.host());
    connector.setPort(address.port());
    connector.setIdleTimeout(HTTP_IDLE_MAX.toMillis());
    connector.setShutdownIdleTimeout(UNUSED_WAIT.toMillis());
    return connector;
  }

  /// Listens at another address too, and answers there the same.
  ///
  /// @throws IOException if the address can't be had
  public void listenAlso(Address address) throws IOException {
    ServerConnector another = connector(server, address);
    try {
      another.start();
    } catch (Exception e) {
      throw cannotListen(address, e);
    }
    server.addConnector(another);
  }

  private static IOException cannotListen(Address address, Exception e) {
    String where = address.host() + ":" + address.port();
    return new IOException("cannot listen on " + where + ": " + e.getMessage(), e);
  }

  /// The port that it listens on.
  public int port() {
    return connector.getLocalPort();
  }

  /// Lets requests in flight end, closes sockets, and stops listening.
  @Override
  public void close() {
    close(server);
  }

  private static void close(Server server) {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP server does not stop", e);
    }
  }

  private static ConnectionFactory[] connections(Address address) {
    var http = new HttpConnectionFactory(http());
    if (address.tls() == null) {
      return new ConnectionFactory[] {http};
    }
    var tls = new SslContextFactory.Server();
    tls.setSslContext(address.tls());
    return new ConnectionFactory[] {new SslConnectionFactory(tls, http.getProtocol()), http};
  }

  private static HttpConfiguration http() {
    var http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(HEADER_BYTES_MAX);
    // REST services put ARNs into paths, with their slashes encoded. What isn't right in a path is
    // refused where it is read, in the words of its protocol.
    http.setUriCompliance(UriCompliance.UNSAFE);
    // Else values of well-known headers are replaced by other spellings, and signatures break.
    http.setHeaderCacheCaseSensitive(true);
    return http;
  }
}
