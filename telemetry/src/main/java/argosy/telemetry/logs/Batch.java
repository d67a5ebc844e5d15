package argosy.telemetry.logs;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What of a batch of events is kept.
///
/// @param kept in the order of their times
/// @param tooNew the index of the first event that lies too far ahead; null if none does
/// @param tooOld the index behind the last event that is too old; null if none is
/// @param expired the index behind the last event whose retention is over; null if that of none is
public record Batch(
    List<LogEvent.Fresh> kept,
    @Nullable Integer tooNew,
    @Nullable Integer tooOld,
    @Nullable Integer expired) {

  /// AWS's limits.
  static final int EVENTS_MAX = 10_000;

  static final int BYTES_MAX = 1 << 20;
  static final Duration SPAN_MAX = Duration.ofHours(24);
  static final Duration AHEAD_MAX = Duration.ofHours(2);
  static final Duration AGE_MAX = Duration.ofDays(14);

  /// What is wrong with a batch as a whole, in AWS's words.
  ///
  /// @param events at least one
  public static Optional<String> complaint(List<LogEvent.Fresh> events) {
    if (events.size() > EVENTS_MAX) {
      return Optional.of(
          "1 validation error detected: Value at 'logEvents' failed to satisfy constraint: Member"
              + " must have length less than or equal to "
              + EVENTS_MAX);
    }
    long bytes = 0;
    long before = 0;
    for (LogEvent.Fresh event : events) {
      bytes += LogEvents.counted(event.message().getBytes(StandardCharsets.UTF_8));
      if (event.at() < before) {
        return Optional.of(
            "Log events in a single PutLogEvents request must be in chronological order.");
      }
      before = event.at();
    }
    if (bytes > BYTES_MAX) {
      return Optional.of("Upload too large: " + bytes + " bytes exceeds limit of " + BYTES_MAX);
    }
    return events.getLast().at() - events.getFirst().at() > SPAN_MAX.toMillis()
        ? Optional.of(
            "The batch of log events in a single PutLogEvents request cannot span more than 24"
                + " hours.")
        : Optional.empty();
  }

  /// Decides about a batch without complaint.
  ///
  /// @param now in milliseconds since the epoch
  public static Batch of(List<LogEvent.Fresh> events, LogGroup group, long now) {
    int tooOld = index(events, now - AGE_MAX.toMillis());
    int expired = index(events, group.oldest(now));
    int tooNew = index(events, now + AHEAD_MAX.toMillis() + 1);
    int from = Math.max(tooOld, expired);
    return new Batch(
        from < tooNew ? events.subList(from, tooNew) : List.of(),
        tooNew < events.size() ? tooNew : null,
        tooOld > 0 ? tooOld : null,
        expired > 0 ? expired : null);
  }

  public boolean whole() {
    return tooNew == null && tooOld == null && expired == null;
  }

  /// The index of the first event that is not before a time; their number if all are.
  private static int index(List<LogEvent.Fresh> events, long at) {
    int index = 0;
    while (index < events.size() && events.get(index).at() < at) {
      index++;
    }
    return index;
  }
}
