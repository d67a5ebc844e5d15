package argosy.telemetry.logs;

import java.util.Optional;

/// Where an event stands: by its time, then by when it came.
///
/// @param at milliseconds since the epoch
/// @param id the event's own number, from 1; 0 stands before all events of that time
public record Position(long at, long id) implements Comparable<Position> {
  private static final int DIGITS = 56;
  private static final int DIGITS_OF_TIME = 18;

  static final Position END = new Position(Long.MAX_VALUE, Long.MAX_VALUE);

  /// Before all events of a time.
  public static Position before(long at) {
    return new Position(Math.max(0, at), 0);
  }

  public Position next() {
    return new Position(at, id + 1);
  }

  public Position previous() {
    return new Position(at, id - 1);
  }

  @Override
  public int compareTo(Position other) {
    return at != other.at ? Long.compare(at, other.at) : Long.compare(id, other.id);
  }

  /// As 56 digits, of which AWS makes the ids of events and the tokens.
  @Override
  public String toString() {
    return "%018d%038d".formatted(at, id);
  }

  /// Empty if the text is none.
  public static Optional<Position> parse(String text) {
    if (text.length() != DIGITS || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Position(
              Long.parseLong(text.substring(0, DIGITS_OF_TIME)),
              Long.parseLong(text.substring(DIGITS_OF_TIME))));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
