package argosy.telemetry.logs;

import argosy.domain.id.CellId;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A log group.
///
/// @param id its own number
/// @param created in milliseconds since the epoch
/// @param retentionDays how long its events are kept; null for ever
/// @param bytes of its events
public record LogGroup(
    long id, CellId cell, String name, long created, @Nullable Integer retentionDays, long bytes) {

  /// The days that AWS offers.
  public static final Set<Integer> RETENTIONS =
      Collections.unmodifiableSet(
          new TreeSet<>(
              List.of(
                  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192,
                  2557, 2922, 3288, 3653)));

  public static String arn(CellId cell, String name) {
    return "arn:aws:logs:" + cell.region() + ":" + cell.account() + ":log-group:" + name;
  }

  public String arn() {
    return arn(cell, name);
  }

  /// The time before which its events are gone.
  ///
  /// @param now both in milliseconds since the epoch
  public long oldest(long now) {
    Integer days = retentionDays;
    return days == null ? 0 : oldest(days, now);
  }

  static long oldest(int days, long now) {
    return now - Duration.ofDays(days).toMillis();
  }
}
