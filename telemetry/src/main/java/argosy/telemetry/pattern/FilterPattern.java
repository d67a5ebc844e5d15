package argosy.telemetry.pattern;

/// A filter pattern of CloudWatch Logs, understood: which log events are wanted.
///
/// AWS describes it in the user guide of CloudWatch Logs under "Filter pattern syntax". A pattern
/// in braces asks for properties of JSON events, one in brackets for columns of events that blanks
/// separate, any other for terms. The empty pattern matches everything.
public final class FilterPattern {

  /// As AWS limits it.
  private static final int LENGTH_MAX = 1_024;

  private final Filter filter;

  private FilterPattern(Filter filter) {
    this.filter = filter;
  }

  /// Whether an event's message is wanted.
  interface Filter {
    boolean matches(String message);
  }

  /// What became of a text.
  public sealed interface Parsed {
    record Understood(FilterPattern pattern) implements Parsed {}

    /// @param complaint what is wrong, where, and what would be right
    record Wrong(String complaint) implements Parsed {}
  }

  public static Parsed parse(String text) {
    if (text.length() > LENGTH_MAX) {
      return new Parsed.Wrong(
          "a pattern has at most " + LENGTH_MAX + " characters, this one " + text.length());
    }
    try {
      return new Parsed.Understood(new FilterPattern(filter(new Scanner(text))));
    } catch (Scanner.Stuck e) {
      return new Parsed.Wrong(String.valueOf(e.getMessage()));
    }
  }

  private static Filter filter(Scanner in) {
    Filter filter;
    if (in.sees("{")) {
      filter = JsonFilter.read(in);
    } else if (in.sees("[")) {
      filter = ColumnFilter.read(in);
    } else {
      filter = TermFilter.read(in);
    }
    in.end();
    return filter;
  }

  public boolean matches(String message) {
    return filter.matches(message);
  }
}
