package argosy.sim;

import argosy.wire.http.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A web socket between an agent and the server: messages take a while, keep their order, and are
/// lost now and then while it lasts. It may break at any moment.
final class Connection {
  private static final Duration DELAY_MAX = Duration.ofMillis(50);
  private static final int BROKEN = 1006;

  private final World world;
  private final double loss;
  private final End client = new End();
  private final End server = new End();
  private boolean open = true;

  /// @param loss the probability that a message never arrives
  Connection(World world, double loss) {
    this.world = world;
    this.loss = loss;
  }

  /// Joins both ends; each function gets the socket of its own side.
  void join(
      Function<Socket, Socket.Listener> serverSide, Function<Socket, Socket.Listener> clientSide) {
    server.listener = serverSide.apply(client.writer());
    client.listener = clientSide.apply(server.writer());
  }

  /// The agent's side of the socket.
  Socket clientSocket() {
    return server.writer();
  }

  boolean isOpen() {
    return open;
  }

  /// Neither side hears of the other again.
  void breakOff() {
    end(BROKEN, "connection lost");
  }

  private void end(int code, String reason) {
    if (open) {
      open = false;
      client.closed(code, reason);
      server.closed(code, reason);
    }
  }

  /// Where messages arrive.
  private final class End {
    private Socket.@Nullable Listener listener;
    private Instant last = Instant.MIN;

    /// What the other side writes with.
    Socket writer() {
      return new Socket() {
        @Override
        public void send(String text) {
          if (open && !world.chance(loss)) {
            arrive(() -> {
              if (open && listener != null) {
                listener.text(text);
              }
            });
          }
        }

        @Override
        public void close(int code, String reason) {
          end(code, reason);
        }
      };
    }

    void closed(int code, String reason) {
      arrive(() -> {
        if (listener != null) {
          listener.closed(code, reason);
        }
      });
    }

    private void arrive(Runnable happens) {
      Instant when = world.instant().plus(world.between(Duration.ZERO, DELAY_MAX));
      last = when.isAfter(last) ? when : last;
      world.at(last, happens);
    }
  }
}
