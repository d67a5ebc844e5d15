package argosy.telemetry.pattern;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Conditions about the columns of events that blanks separate. What stands in brackets or in
/// quotation marks is one column. An event may have more columns than the pattern names.
///
/// @param columns what each must be, from the left
/// @param gap before which column an ellipsis stands for any number of them; -1 without one. Those
///   behind it are counted from the event's end
record ColumnFilter(List<Logic<Condition>> columns, int gap) implements FilterPattern.Filter {

  /// @param comparison null for a column that may be anything
  record Condition(String name, @Nullable Comparison comparison) {
    boolean test(String column) {
      return comparison == null || comparison.test(Comparison.number(column), column);
    }
  }

  static ColumnFilter read(Scanner in) {
    in.need("[");
    var columns = new ArrayList<Logic<Condition>>();
    int gap = -1;
    do {
      if (!in.take("...")) {
        columns.add(column(in));
      } else if (gap >= 0) {
        throw new Scanner.Stuck("a pattern has at most one ellipsis");
      } else {
        gap = columns.size();
      }
    } while (in.take(","));
    in.need("]");
    return new ColumnFilter(List.copyOf(columns), gap);
  }

  private static Logic<Condition> column(Scanner in) {
    var names = new HashSet<String>();
    Logic<Condition> column =
        Logic.read(
            in,
            () -> {
              Condition condition = condition(in);
              names.add(condition.name());
              return condition;
            });
    if (names.size() > 1) {
      throw new Scanner.Stuck("between two commas stands one column, not " + names);
    }
    return column;
  }

  private static Condition condition(Scanner in) {
    String name = in.word();
    if (name.isEmpty()) {
      throw in.stuck("a column's name");
    }
    boolean anything = in.sees(",") || in.sees("]");
    return new Condition(name, anything ? null : Comparison.read(in));
  }

  @Override
  public boolean matches(String message) {
    List<String> found = columns(message);
    if (found.size() < columns.size()) {
      return false;
    }
    int behind = gap < 0 ? 0 : found.size() - columns.size();
    for (int i = 0; i < columns.size(); i++) {
      String column = found.get(gap >= 0 && i >= gap ? i + behind : i);
      if (!columns.get(i).test(condition -> condition.test(column))) {
        return false;
      }
    }
    return true;
  }

  static List<String> columns(String message) {
    var columns = new ArrayList<String>();
    int at = 0;
    while (at < message.length()) {
      char first = message.charAt(at);
      if (Character.isWhitespace(first)) {
        at++;
        continue;
      }
      int close = first == '[' ? message.indexOf(']', at) : -1;
      close = first == '"' ? message.indexOf('"', at + 1) : close;
      int end = close < 0 ? blank(message, at) : close;
      columns.add(message.substring(close < 0 ? at : at + 1, end));
      at = close < 0 ? end : end + 1;
    }
    return columns;
  }

  /// Where the next blank is, or the end.
  private static int blank(String message, int from) {
    int at = from;
    while (at < message.length() && !Character.isWhitespace(message.charAt(at))) {
      at++;
    }
    return at;
  }
}
