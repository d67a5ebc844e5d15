package argosy.wire.shape;

import java.util.ArrayList;
import java.util.List;

/// Lists in headers: elements between commas, in quotes where they have commas themselves.
final class HeaderList {
  private HeaderList() {}

  static List<String> split(List<String> lines) {
    var elements = new ArrayList<String>();
    for (String line : lines) {
      split(line, elements);
    }
    return elements;
  }

  static String join(List<String> elements) {
    var line = new StringBuilder();
    for (String element : elements) {
      line.append(line.isEmpty() ? "" : ",");
      boolean quoted = element.indexOf(',') >= 0 || element.indexOf('"') >= 0;
      line.append(
          quoted ? '"' + element.replace("\\", "\\\\").replace("\"", "\\\"") + '"' : element);
    }
    return line.toString();
  }

  private static void split(String line, List<String> to) {
    var element = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quoted && c == '\\' && i + 1 < line.length()) {
        element.append(line.charAt(++i));
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        to.add(element.toString().strip());
        element.setLength(0);
      } else {
        element.append(c);
      }
    }
    to.add(element.toString().strip());
  }
}
