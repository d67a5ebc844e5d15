package argosy.telemetry.logs;

import org.jspecify.annotations.Nullable;

/// A log stream. Times are milliseconds since the epoch.
///
/// @param id its own number
/// @param firstEvent the earliest time of its events; null without events, as those that follow
/// @param lastEvent the latest time of its events
/// @param ingested when the last events came in
public record LogStream(
    long id,
    LogGroup group,
    String name,
    long created,
    @Nullable Long firstEvent,
    @Nullable Long lastEvent,
    @Nullable Long ingested) {

  public String arn() {
    return group.arn() + ":log-stream:" + name;
  }
}
