package argosy.wire.http;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a socket's owner hears: one thing at a time, in order, the end last and once. Whoever
/// reports something while the owner is busy leaves it to the thread that the owner is busy on.
public final class Hearing {
  private static final Logger LOG = LoggerFactory.getLogger(Hearing.class);
  private static final int OWNER_FAILED = 1011;

  private final ConcurrentLinkedQueue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waitingCount = new AtomicInteger();
  private final AtomicBoolean ended = new AtomicBoolean();

  // Touched only by what runs in order.
  private Socket.@Nullable Listener listener;
  private @Nullable Runnable endBeforeOpen;

  /// Tells the owner of its socket.
  public void open(Socket socket, Function<Socket, Socket.Listener> owner) {
    inOrder(() -> {
      try {
        listener = owner.apply(socket);
      } catch (RuntimeException e) {
        fail(socket, e);
      }
      if (endBeforeOpen != null) {
        endBeforeOpen.run();
      }
    });
  }

  /// @param heard runs when the owner is through with the text, and may ask for the next
  public void text(Socket socket, String text, Runnable heard) {
    inOrder(() -> {
      Socket.Listener owner = listener;
      if (owner != null) {
        try {
          owner.text(text);
        } catch (RuntimeException e) {
          fail(socket, e);
        }
      }
      heard.run();
    });
  }

  /// Counts once.
  public void closed(int code, String reason) {
    if (ended.compareAndSet(false, true)) {
      inOrder(() -> end(code, reason));
    }
  }

  private void end(int code, String reason) {
    Socket.Listener owner = listener;
    if (owner == null) {
      endBeforeOpen = () -> end(code, reason);
      return;
    }
    listener = null;
    try {
      owner.closed(code, reason);
    } catch (RuntimeException e) {
      LOG.error("the owner of a web socket failed on its end", e);
    }
  }

  private static void fail(Socket socket, RuntimeException e) {
    LOG.error("the owner of a web socket failed", e);
    socket.close(OWNER_FAILED, "internal error");
  }

  private void inOrder(Runnable next) {
    waiting.add(next);
    if (waitingCount.getAndIncrement() == 0) {
      do {
        Runnable one = waiting.poll();
        if (one != null) {
          one.run();
        }
      } while (waitingCount.decrementAndGet() > 0);
    }
  }
}
