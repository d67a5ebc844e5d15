package argosy.domain.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The moments of a task's life; null until they come.
///
/// @param connectedAt when its agent first told of it
/// @param stoppingAt when it was first meant to stop
/// @param executionStoppedAt when its agent saw an essential container end, or began to stop it
public record Times(
    Instant createdAt,
    @Nullable Instant connectedAt,
    @Nullable Instant pullStartedAt,
    @Nullable Instant pullStoppedAt,
    @Nullable Instant startedAt,
    @Nullable Instant stoppingAt,
    @Nullable Instant executionStoppedAt,
    @Nullable Instant stoppedAt) {

  static Times created(Instant now) {
    return new Times(now, null, null, null, null, null, null, null);
  }

  /// What an agent says of its own times; the first word counts.
  Times reported(TaskReport report, Instant now) {
    return new Times(
        createdAt,
        first(connectedAt, now),
        first(pullStartedAt, report.pullStartedAt()),
        first(pullStoppedAt, report.pullStoppedAt()),
        startedAt,
        stoppingAt,
        first(executionStoppedAt, report.executionStoppedAt()),
        stoppedAt);
  }

  Times started(Instant now) {
    return new Times(
        createdAt,
        connectedAt,
        pullStartedAt,
        pullStoppedAt,
        first(startedAt, now),
        stoppingAt,
        executionStoppedAt,
        stoppedAt);
  }

  Times stopping(Instant now) {
    return new Times(
        createdAt,
        connectedAt,
        pullStartedAt,
        pullStoppedAt,
        startedAt,
        first(stoppingAt, now),
        executionStoppedAt,
        stoppedAt);
  }

  Times stopped(Instant now) {
    return new Times(
        createdAt,
        connectedAt,
        pullStartedAt,
        pullStoppedAt,
        startedAt,
        first(stoppingAt, now),
        executionStoppedAt,
        first(stoppedAt, now));
  }

  private static @Nullable Instant first(@Nullable Instant known, @Nullable Instant said) {
    return known == null ? said : known;
  }
}
