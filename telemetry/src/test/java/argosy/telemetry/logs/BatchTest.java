package argosy.telemetry.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.domain.id.CellId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BatchTest {
  private static final long NOW = Instant.parse("2026-08-01T12:00:00Z").toEpochMilli();
  private static final CellId CELL = new CellId("123456789012", "us-east-1");

  private static List<LogEvent.Fresh> at(Long... times) {
    return Stream.of(times).map(at -> new LogEvent.Fresh(at, "x")).toList();
  }

  private static LogGroup group(@Nullable Integer days) {
    return new LogGroup(1, CELL, "g", 0, days, 0);
  }

  @Test
  void aBatchHasAMebibyteWithItsOverhead() {
    int most = (1 << 20) - LogEvent.OVERHEAD_BYTES;
    assertEquals(
        Optional.empty(), Batch.complaint(List.of(new LogEvent.Fresh(0, "x".repeat(most)))));
    assertEquals(
        Optional.of("Upload too large: 1048577 bytes exceeds limit of 1048576"),
        Batch.complaint(List.of(new LogEvent.Fresh(0, "x".repeat(most - 1) + "ä"))));
  }

  @Test
  void aBatchHasTenThousandEventsInOrderOfADay() {
    List<LogEvent.Fresh> many = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      many.add(new LogEvent.Fresh(i, "x"));
    }
    assertEquals(Optional.empty(), Batch.complaint(many));
    many.add(new LogEvent.Fresh(10_000, "x"));
    assertTrue(Batch.complaint(many).orElse("").endsWith("less than or equal to 10000"));
    assertEquals(Optional.empty(), Batch.complaint(at(5L, 5L, 6L)));
    assertEquals(
        Optional.of("Log events in a single PutLogEvents request must be in chronological order."),
        Batch.complaint(at(5L, 4L)));
    long day = Duration.ofDays(1).toMillis();
    assertEquals(Optional.empty(), Batch.complaint(at(0L, day)));
    assertEquals(
        Optional.of(
            "The batch of log events in a single PutLogEvents request cannot span more than 24"
                + " hours."),
        Batch.complaint(at(0L, day + 1)));
  }

  @Test
  void whatIsTooOldOrTooNewIsRejectedByItsIndex() {
    long old = NOW - Batch.AGE_MAX.toMillis();
    long ahead = NOW + Batch.AHEAD_MAX.toMillis();
    assertEquals(
        new Batch(at(old, NOW, ahead), null, null, null),
        Batch.of(at(old, NOW, ahead), group(null), NOW));
    assertEquals(
        new Batch(at(old), 3, 2, null),
        Batch.of(at(old - 2, old - 1, old, ahead + 1, ahead + 2), group(null), NOW));
    long expired = NOW - Duration.ofDays(1).toMillis();
    assertEquals(
        new Batch(at(expired), null, null, 1), Batch.of(at(expired - 1, expired), group(1), NOW));
    assertEquals(
        new Batch(List.of(), null, 2, null), Batch.of(at(old - 2, old - 1), group(30), NOW));
    assertEquals(new Batch(List.of(), 0, null, null), Batch.of(at(ahead + 1), group(null), NOW));
    assertTrue(Batch.of(at(NOW), group(1), NOW).whole());
  }
}
