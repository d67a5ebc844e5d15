package argosy.telemetry.logs;

/// An event that is kept.
///
/// @param position among all events of its stream, and of its group
/// @param stream the stream's name
/// @param ingested when it came in, in milliseconds since the epoch
public record LogEvent(Position position, String stream, long ingested, String message) {

  /// What AWS counts for each event beside its message.
  public static final int OVERHEAD_BYTES = 26;

  /// An event that comes in.
  ///
  /// @param at its time, in milliseconds since the epoch
  public record Fresh(long at, String message) {}
}
