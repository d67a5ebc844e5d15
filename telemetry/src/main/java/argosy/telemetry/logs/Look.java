package argosy.telemetry.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Looks at one event after the other until there is enough for an answer.
final class Look {

  /// It looks at no more before it answers, with where to go on: some tenths of a second.
  static final int EVENTS_MAX = 50_000;

  private static final long BYTES_MAX = 32L << 20;

  /// An answer of AWS's has at most so many bytes of events, unless one alone has more.
  private static final int ANSWER_BYTES_MAX = 1 << 20;

  private final Predicate<LogEvent> wanted;
  private final int max;
  private final List<LogEvent> found = new ArrayList<>();
  private long answerBytes;
  private long bytes;
  private int events;
  private @Nullable Position next;

  /// @param max how many events are wanted at most
  Look(Predicate<LogEvent> wanted, int max) {
    this.wanted = wanted;
    this.max = max;
  }

  boolean isEnough() {
    return next != null;
  }

  /// @param size the event's bytes, as AWS counts them
  void at(LogEvent event, long size) {
    bytes += size;
    events++;
    if (wanted.test(event)) {
      if (answerBytes + size > ANSWER_BYTES_MAX && !found.isEmpty()) {
        next = found.getLast().position();
        return;
      }
      answerBytes += size;
      found.add(event);
    }
    if (found.size() == max || events == EVENTS_MAX || bytes > BYTES_MAX) {
      next = event.position();
    }
  }

  LogEvents.Found found() {
    return new LogEvents.Found(found, next);
  }
}
