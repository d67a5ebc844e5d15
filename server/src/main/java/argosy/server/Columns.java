package argosy.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Rows under a head, each column as wide as its widest cell.
final class Columns {
  private static final String BETWEEN = "  ";

  private final List<String[]> rows = new ArrayList<>();

  Columns(String... head) {
    String[] upper = new String[head.length];
    for (int at = 0; at < head.length; at++) {
      upper[at] = head[at].toUpperCase(Locale.ROOT);
    }
    rows.add(upper);
  }

  void add(String... row) {
    rows.add(row);
  }

  /// An empty line, the head, and at most so many rows, with the number of those left out; nothing
  /// if there is no row.
  List<String> lines(int rowsMax) {
    if (rows.size() == 1) {
      return List.of();
    }
    List<String[]> shown = rows.subList(0, Math.min(rows.size(), rowsMax + 1));
    int[] widths = new int[rows.getFirst().length];
    for (String[] row : shown) {
      for (int at = 0; at < row.length; at++) {
        widths[at] = Math.max(widths[at], row[at].length());
      }
    }
    var lines = new ArrayList<>(List.of(""));
    for (String[] row : shown) {
      var line = new StringBuilder();
      for (int at = 0; at < row.length; at++) {
        line.append(row[at]).repeat(' ', widths[at] - row[at].length()).append(BETWEEN);
      }
      lines.add(line.toString().stripTrailing());
    }
    if (shown.size() < rows.size()) {
      lines.add("and " + (rows.size() - shown.size()) + " more");
    }
    return lines;
  }
}
