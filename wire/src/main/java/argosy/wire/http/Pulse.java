package argosy.wire.http;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/// Finds out in seconds that the network is gone, of which TCP says nothing for a quarter of an
/// hour: it pings the peer, which answers by itself, whoever it is (RFC 6455, 5.5.3).
final class Pulse {

  /// What whoever opened a socket wants to know, so that it can open another.
  static final Pulse USUAL = new Pulse(Duration.ofSeconds(5), Duration.ofSeconds(15));

  private final Duration every;
  private final Duration silentMax;

  Pulse(Duration every, Duration silentMax) {
    this.every = every;
    this.silentMax = silentMax;
  }

  /// Begins to ping.
  ///
  /// @param gone runs at most once, when nothing was heard for too long
  Watch watch(Session session, Runnable gone) {
    var watch = new Watch(session, gone);
    watch.later();
    return watch;
  }

  /// One socket's pulse; ends with the socket.
  final class Watch {
    private final Session session;
    private final Runnable gone;
    private volatile long heardAt = System.nanoTime();

    private Watch(Session session, Runnable gone) {
      this.session = session;
      this.gone = gone;
    }

    /// The peer said something, if only that it is there.
    void heard() {
      heardAt = System.nanoTime();
    }

    private void later() {
      CompletableFuture.delayedExecutor(every.toMillis(), TimeUnit.MILLISECONDS)
          .execute(this::look);
    }

    private void look() {
      if (!session.isOpen()) {
        return;
      }
      if (System.nanoTime() - heardAt > silentMax.toNanos()) {
        gone.run();
        return;
      }
      session.sendPing(ByteBuffer.allocate(0), Callback.NOOP);
      later();
    }
  }
}
