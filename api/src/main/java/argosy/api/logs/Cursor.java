package argosy.api.logs;

import argosy.telemetry.logs.Position;
import argosy.telemetry.logs.Range;
import java.util.Optional;

/// Where in a stream reading goes on, as the tokens of GetLogEvents say it: `f/…/s` or `b/…/s`.
///
/// @param forward whether behind the position, or before it
/// @param position it doesn't belong to what is read
record Cursor(boolean forward, Position position) {
  private static final String FORWARD = "f/";
  private static final String BACKWARD = "b/";
  private static final String END = "/s";

  /// Empty if it is no token of ours.
  static Optional<Cursor> parse(String token) {
    boolean ours = (token.startsWith(FORWARD) || token.startsWith(BACKWARD)) && token.endsWith(END);
    return ours && token.length() > FORWARD.length() + END.length()
        ? Position.parse(token.substring(FORWARD.length(), token.length() - END.length()))
            .map(position -> new Cursor(token.startsWith(FORWARD), position))
        : Optional.empty();
  }

  Range of(Range range) {
    return forward ? range.after(position) : range.before(position);
  }

  /// The same place, looking forwards.
  Cursor forwards() {
    return forward ? this : new Cursor(true, position.previous());
  }

  /// The same place, looking backwards.
  Cursor backwards() {
    return forward ? new Cursor(false, position.next()) : this;
  }

  @Override
  public String toString() {
    return (forward ? FORWARD : BACKWARD) + position + END;
  }
}
