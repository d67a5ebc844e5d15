package argosy.wire.vpc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// A list after a change, with what was there in its order.
final class Merged {
  private Merged() {}

  static <T> List<T> of(
      List<T> before, List<T> changed, List<String> removed, Function<T, String> id) {
    if (changed.isEmpty() && removed.isEmpty()) {
      return before;
    }
    Map<String, T> merged = LinkedHashMap.newLinkedHashMap(before.size() + changed.size());
    before.forEach(each -> merged.put(id.apply(each), each));
    removed.forEach(merged::remove);
    changed.forEach(each -> merged.put(id.apply(each), each));
    return List.copyOf(merged.values());
  }
}
