package argosy.wire.client;

import argosy.wire.Headers;
import argosy.wire.Service;
import argosy.wire.http.Hearing;
import argosy.wire.http.Socket;
import argosy.wire.sigv4.Credentials;
import argosy.wire.sigv4.SignableRequest;
import argosy.wire.sigv4.Signer;
import java.io.IOException;
import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A web socket that we opened with a signed request.
public final class SignedSocket implements Socket {
  /// The server's own limit of a message.
  private static final int TEXT_CHARS_MAX = 1 << 20;

  /// 16 of the largest messages: a server that is further behind is as good as gone.
  private static final long UNSENT_CHARS_MAX = 16L * TEXT_CHARS_MAX;

  /// A peer that is alive answers a close frame in a round trip.
  private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);

  private static final byte[] NO_BODY = {};
  private static final int TOO_BIG = 1009;
  private static final int GONE = 1006;

  private final Hearing hearing = new Hearing();
  private final AtomicLong unsentChars = new AtomicLong();
  private final CompletableFuture<WebSocket> opened = new CompletableFuture<>();

  /// Guards `last`. What happens under it doesn't block.
  private final ReentrantLock order = new ReentrantLock();

  /// Completes when everything so far is sent; the JDK's sends must not overlap.
  private CompletableFuture<WebSocket> last = opened;

  private volatile boolean closing;

  private SignedSocket() {}

  /// Opens a web socket.
  ///
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
    var socket = new SignedSocket();
    WebSocket.Builder builder =
        Transport.HTTP.newWebSocketBuilder().connectTimeout(Transport.CONNECT_MAX);
    Signer.sign(handshake(uri), credentials, region, service.name(), clock.instant())
        .forEach(builder::header);
    WebSocket jdk;
    try {
      jdk = builder.buildAsync(uri, socket.new Ears()).get();
    } catch (ExecutionException e) {
      throw new IOException("no web socket to " + uri + ": " + why(e.getCause()), e.getCause());
    }
    socket.opened.complete(jdk);
    socket.hearing.open(socket, owner);
    jdk.request(1);
    return socket;
  }

  private static SignableRequest handshake(URI uri) {
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
    Headers headers = Headers.of("Host", Transport.host(uri));
    return new SignableRequest("GET", path, query, headers, NO_BODY);
  }

  private static String why(@Nullable Throwable cause) {
    return cause instanceof WebSocketHandshakeException refused
        ? "status " + refused.getResponse().statusCode() + ", " + refused.getResponse().body()
        : String.valueOf(cause);
  }

  @Override
  public void send(String text) {
    if (closing) {
      return;
    }
    if (unsentChars.addAndGet(text.length()) > UNSENT_CHARS_MAX) {
      end(GONE, "the peer reads too slowly");
      return;
    }
    next(socket -> socket.sendText(text, true), () -> unsentChars.addAndGet(-text.length()));
  }

  @Override
  public void close(int code, String reason) {
    closing = true;
    next(socket -> socket.sendClose(code, reason), () -> {});
    CompletableFuture.delayedExecutor(CLOSE_WAIT.toMillis(), TimeUnit.MILLISECONDS)
        .execute(() -> end(code, reason));
  }

  /// @param done runs when that is sent, or can't be
  private void next(Function<WebSocket, CompletableFuture<WebSocket>> sending, Runnable done) {
    CompletableFuture<WebSocket> mine;
    order.lock();
    try {
      mine = last.thenCompose(sending);
      last = mine;
    } finally {
      order.unlock();
    }
    var _ =
        mine.whenComplete((_, failure) -> {
          done.run();
          if (failure != null) {
            end(GONE, String.valueOf(failure.getMessage()));
          }
        });
  }

  /// Without the ceremony of close frames.
  private void end(int code, String reason) {
    closing = true;
    var _ = opened.thenAccept(WebSocket::abort);
    hearing.closed(code, reason);
  }

  /// The JDK's side. It is asked for the next frame when the last one has been heard.
  private final class Ears implements WebSocket.Listener {
    private final StringBuilder parts = new StringBuilder();

    @Override
    public void onOpen(WebSocket socket) {
      // Frames are asked for once the owner is there.
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean isEnd) {
      if (parts.length() + part.length() > TEXT_CHARS_MAX) {
        end(TOO_BIG, "a message of more than " + TEXT_CHARS_MAX + " characters");
        return null;
      }
      parts.append(part);
      if (isEnd) {
        String text = parts.toString();
        parts.setLength(0);
        hearing.text(SignedSocket.this, text, () -> socket.request(1));
      } else {
        socket.request(1);
      }
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      closing = true;
      hearing.closed(code, reason);
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      end(GONE, String.valueOf(error.getMessage()));
    }
  }
}
