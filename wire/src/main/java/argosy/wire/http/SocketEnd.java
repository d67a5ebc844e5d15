package argosy.wire.http;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.jspecify.annotations.Nullable;

/// Our end of a web socket, whichever side opened it.
public final class SocketEnd implements Session.Listener, Socket {
  /// The genuine agent sends telemetry frames of up to 1 MiB.
  public static final int TEXT_BYTES_MAX = 1 << 20;

  /// Both sides say something every minute; who is silent this long is gone.
  public static final Duration IDLE_MAX = Duration.ofMinutes(5);

  /// 16 of the largest messages. A peer that is further behind is as good as gone.
  private static final long UNSENT_CHARS_MAX = 16L * TEXT_BYTES_MAX;

  /// A peer that is alive answers a close frame in a round trip.
  private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);

  /// What RFC 6455 calls the end of a connection that nobody closed.
  private static final int ABNORMAL = 1006;

  private final Function<Socket, Socket.Listener> owner;
  private final Hearing hearing = new Hearing();
  private final AtomicLong unsentChars = new AtomicLong();
  private final @Nullable Pulse pulse;
  private volatile @Nullable Session session;
  private volatile Pulse.@Nullable Watch watch;

  /// The end of a socket that the other side opened.
  ///
  /// @param owner is called once, when the socket is open
  public SocketEnd(Function<Socket, Socket.Listener> owner) {
    this(owner, null);
  }

  /// The end of a socket that we opened: it is closed when the peer isn't heard any more.
  ///
  /// @param owner is called once, when the socket is open
  public static SocketEnd opening(Function<Socket, Socket.Listener> owner) {
    return new SocketEnd(owner, Pulse.USUAL);
  }

  SocketEnd(Function<Socket, Socket.Listener> owner, @Nullable Pulse pulse) {
    this.owner = owner;
    this.pulse = pulse;
  }

  @Override
  public void onWebSocketOpen(Session opened) {
    session = opened;
    if (pulse != null) {
      watch = pulse.watch(opened, () -> giveUp(opened, ABNORMAL, "the peer isn't heard any more"));
    }
    hearing.open(this, owner);
    opened.demand();
  }

  @Override
  public void onWebSocketText(String text) {
    Session from = session;
    if (from != null) {
      heard();
      hearing.text(this, text, from::demand);
    }
  }

  @Override
  public void onWebSocketPong(ByteBuffer payload) {
    heard();
    Session from = session;
    if (from != null) {
      from.demand();
    }
  }

  private void heard() {
    Pulse.Watch watched = watch;
    if (watched != null) {
      watched.heard();
    }
  }

  /// The peer hears nothing of it.
  private void giveUp(Session lost, int code, String why) {
    hearing.closed(code, why);
    lost.disconnect();
  }

  @Override
  public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
    callback.succeed();
    close(StatusCode.BAD_DATA, "text frames only");
  }

  @Override
  public void onWebSocketClose(int code, @Nullable String reason, Callback callback) {
    hearing.closed(code, reason == null ? "" : reason);
    callback.succeed();
  }

  @Override
  public void send(String text) {
    Session to = session;
    if (to == null || !to.isOpen()) {
      return;
    }
    int length = text.length();
    if (unsentChars.addAndGet(length) > UNSENT_CHARS_MAX) {
      giveUp(to, StatusCode.POLICY_VIOLATION, "the peer reads too slowly");
      return;
    }
    Runnable sent = () -> unsentChars.addAndGet(-length);
    to.sendText(text, Callback.from(sent, _ -> sent.run()));
  }

  @Override
  public void close(int code, String reason) {
    Session open = session;
    if (open != null && open.isOpen()) {
      open.close(code, reason, Callback.NOOP);
      CompletableFuture.delayedExecutor(CLOSE_WAIT.toMillis(), TimeUnit.MILLISECONDS)
          .execute(open::disconnect);
    }
  }
}
