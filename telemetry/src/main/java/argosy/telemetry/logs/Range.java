package argosy.telemetry.logs;

import org.jspecify.annotations.Nullable;

/// The events between two positions, neither of which belongs to it.
public record Range(Position after, Position before) {

  /// The events of a time, or of all times.
  ///
  /// @param from the first millisecond; null for any
  /// @param until the first that doesn't belong to it any more; null for none
  /// @param oldest what is older isn't there any more
  public static Range of(@Nullable Long from, @Nullable Long until, long oldest) {
    return new Range(
        Position.before(Math.max(from == null ? 0 : from, oldest)),
        until == null ? Position.END : Position.before(until));
  }

  public Range after(Position position) {
    return position.compareTo(after) > 0 ? new Range(position, before) : this;
  }

  public Range before(Position position) {
    return position.compareTo(before) < 0 ? new Range(after, position) : this;
  }
}
