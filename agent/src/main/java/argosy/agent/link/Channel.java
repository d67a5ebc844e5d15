package argosy.agent.link;

import argosy.agent.Loop;
import argosy.wire.http.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A web socket to the control plane that is opened again whenever it is lost, goes silent or has
/// lived long enough.
final class Channel {
  private static final Logger LOG = LoggerFactory.getLogger(Channel.class);

  /// The control plane says something at least once a minute.
  private static final Duration SILENCE = Duration.ofSeconds(60);

  private static final Duration SILENCE_JITTER = Duration.ofSeconds(60);
  private static final Duration LIFE = Duration.ofMinutes(30);
  private static final Duration LIFE_JITTER = Duration.ofMinutes(5);

  /// A socket that lived so long proves the control plane well.
  private static final Duration WELL = Duration.ofMinutes(1);

  /// One that lived shorter than this isn't opened at once again, however politely it was closed: a
  /// control plane that closes all would be asked in a tight loop.
  private static final Duration SUSPICIOUS = Duration.ofSeconds(1);

  private static final int NORMAL = 1000;
  private static final Set<Integer> POLITE = Set.of(NORMAL, 1001, 1006, 1011);

  private final String name;
  private final Loop loop;
  private final RandomGenerator random;
  private final Backoff backoff;
  private final Owner owner;
  private int attempt;
  private @Nullable Socket socket;
  private Instant opened = Instant.EPOCH;
  private Instant heard = Instant.EPOCH;

  Channel(String name, Loop loop, RandomGenerator random, Backoff backoff, Owner owner) {
    this.name = name;
    this.loop = loop;
    this.random = random;
    this.backoff = backoff;
    this.owner = owner;
  }

  /// Whose channel it is. All is called on the owner thread.
  interface Owner {
    /// Begins to open a socket. The function given must get it; a failure goes to [Channel#failed].
    void dial(int attempt, Function<Socket, Socket.Listener> listener);

    void opened();

    void text(String text);
  }

  boolean isOpen() {
    return socket != null;
  }

  void open() {
    int mine = ++attempt;
    owner.dial(
        mine,
        opened -> {
          loop.post(() -> opened(mine, opened));
          return new Ears(mine);
        });
  }

  void send(String text) {
    if (socket != null) {
      socket.send(text);
    }
  }

  /// Closes for good, or until it is opened again.
  void close(String reason) {
    attempt++;
    if (socket != null) {
      socket.close(NORMAL, reason);
      socket = null;
    }
  }

  /// The attempt came to nothing.
  void failed(int which, Exception e) {
    if (which == attempt) {
      LOG.warn("{} can't be opened: {}", name, e.toString());
      reopenLater();
    }
  }

  private void opened(int mine, Socket fresh) {
    if (mine != attempt) {
      fresh.close(NORMAL, "not needed any more");
      return;
    }
    LOG.info("{} is open", name);
    socket = fresh;
    opened = loop.now();
    heard = opened;
    Duration silence = SILENCE.plus(chance(SILENCE_JITTER));
    loop.after(silence, () -> checkSilence(mine, silence));
    loop.after(LIFE.plus(chance(LIFE_JITTER)), () -> renew(mine, "ConnectionExpired"));
    loop.after(WELL, () -> well(mine));
    owner.opened();
  }

  private void checkSilence(int mine, Duration silence) {
    if (mine == attempt) {
      Duration left = Duration.between(loop.now(), heard.plus(silence));
      if (left.isPositive()) {
        loop.after(left, () -> checkSilence(mine, silence));
      } else {
        renew(mine, "Inactivity");
      }
    }
  }

  private void renew(int mine, String why) {
    if (mine == attempt) {
      LOG.info("{} is opened anew: {}", name, why);
      close(why + ": Reconnect to continue");
      open();
    }
  }

  private void well(int mine) {
    if (mine == attempt) {
      backoff.reset();
    }
  }

  private void lost(int mine, int code, String reason) {
    if (mine != attempt) {
      return;
    }
    LOG.info("{} was closed: {} {}", name, code, reason);
    socket = null;
    boolean lived = opened.plus(SUSPICIOUS).isBefore(loop.now());
    if (POLITE.contains(code) && lived) {
      open();
    } else {
      reopenLater();
    }
  }

  private void reopenLater() {
    int mine = ++attempt;
    loop.after(
        backoff.next(),
        () -> {
          if (mine == attempt) {
            open();
          }
        });
  }

  private Duration chance(Duration most) {
    return Duration.ofMillis(random.nextLong(most.toMillis()));
  }

  /// Hears the socket of one attempt, from whatever thread, and tells the owner thread.
  private final class Ears implements Socket.Listener {
    private final int mine;

    private Ears(int mine) {
      this.mine = mine;
    }

    @Override
    public void text(String text) {
      loop.post(() -> {
        if (mine == attempt) {
          heard = loop.now();
          owner.text(text);
        }
      });
    }

    @Override
    public void closed(int code, String reason) {
      loop.post(() -> lost(mine, code, reason));
    }
  }
}
