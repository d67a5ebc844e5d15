package argosy.wire.protocol;

import argosy.wire.shape.Percent;
import java.util.List;
import java.util.Map;

/// The method and the template of the path of one action.
///
/// @param segments literal, `{Label}`, or at one place `{Label+}` for one and more
/// @param query constant parameters: `name` or `name=value`
record Route(String action, String method, List<String> segments, List<String> query) {

  /// @param template as in the model: `/schedules/{Name}`
  static Route of(String action, String method, String template) {
    int mark = template.indexOf('?');
    String path = mark < 0 ? template : template.substring(0, mark);
    List<String> query = mark < 0 ? List.of() : List.of(template.substring(mark + 1).split("&"));
    return new Route(action, method, segments(path), query);
  }

  /// Without a slash at the end, which clients differ in.
  static List<String> segments(String path) {
    String inner = path.startsWith("/") ? path.substring(1) : path;
    if (inner.endsWith("/")) {
      inner = inner.substring(0, inner.length() - 1);
    }
    return inner.isEmpty() ? List.of() : List.of(inner.split("/", -1));
  }

  /// Sorts what is more particular first.
  String rank() {
    var rank = new StringBuilder();
    for (String segment : segments) {
      rank.append(isGreedy(segment) ? 'c' : isLabel(segment) ? 'b' : 'a');
    }
    return rank.append('d').append(9 - Math.min(9, query.size())).toString();
  }

  boolean matches(String asked, List<String> path, Map<String, List<String>> parameters) {
    if (!method.equals(asked)) {
      return false;
    }
    int spare = path.size() - segments.size();
    int greedy = greedy();
    if (greedy < 0 ? spare != 0 : spare < 0) {
      return false;
    }
    for (int i = 0; i < segments.size(); i++) {
      String segment = path.get(greedy >= 0 && i > greedy ? i + spare : i);
      boolean fits =
          isLabel(segments.get(i)) ? !segment.isEmpty() : segment.equals(segments.get(i));
      if (!fits) {
        return false;
      }
    }
    return query.stream().allMatch(constant -> has(parameters, constant));
  }

  /// @param path one that matches
  void label(List<String> path, Map<String, String> labels) {
    int spare = path.size() - segments.size();
    int at = 0;
    for (String segment : segments) {
      int end = at + (isGreedy(segment) ? spare + 1 : 1);
      if (isLabel(segment)) {
        labels.put(name(segment), Percent.decodePath(String.join("/", path.subList(at, end))));
      }
      at = end;
    }
  }

  private int greedy() {
    for (int i = 0; i < segments.size(); i++) {
      if (isGreedy(segments.get(i))) {
        return i;
      }
    }
    return -1;
  }

  private static boolean has(Map<String, List<String>> parameters, String constant) {
    int equals = constant.indexOf('=');
    return equals < 0
        ? parameters.containsKey(constant)
        : parameters
            .getOrDefault(constant.substring(0, equals), List.of())
            .contains(constant.substring(equals + 1));
  }

  private static boolean isLabel(String segment) {
    return segment.startsWith("{");
  }

  private static boolean isGreedy(String segment) {
    return segment.endsWith("+}");
  }

  private static String name(String label) {
    return label.substring(1, label.length() - (isGreedy(label) ? 2 : 1));
  }
}
