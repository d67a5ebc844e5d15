package argosy.store;

import argosy.domain.state.Entity;
import argosy.domain.state.Index;
import argosy.domain.state.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// By what the indexes find an entity, kept beside its document so that it is found without being
/// read: a line for each index, its name and after a space the value if there is one.
final class FoundBy {
  private FoundBy() {}

  /// Null for values that don't fit in lines; the document tells them then.
  static @Nullable String write(Entity entity) {
    Kind<?> kind = entity.key().kind();
    List<Optional<String>> values = kind.values(entity);
    var lines = new StringBuilder();
    for (int n = 0; n < values.size(); n++) {
      if (values.get(n).filter(value -> value.indexOf('\n') >= 0).isPresent()) {
        return null;
      }
      lines.append(kind.indexes().get(n).name());
      values.get(n).ifPresent(value -> lines.append(' ').append(value));
      lines.append('\n');
    }
    return lines.toString();
  }

  /// Empty if the lines are of other indexes than the kind has today.
  static Optional<List<Optional<String>>> read(Kind<?> kind, @Nullable String lines) {
    if (lines == null) {
      return Optional.empty();
    }
    List<Optional<String>> values = new ArrayList<>(kind.indexes().size());
    int at = 0;
    for (Index<?> index : kind.indexes()) {
      int end = lines.indexOf('\n', at);
      int name = at + index.name().length();
      if (end < name || !lines.startsWith(index.name(), at)) {
        return Optional.empty();
      }
      if (end > name && lines.charAt(name) != ' ') {
        return Optional.empty();
      }
      values.add(end == name ? Optional.empty() : Optional.of(lines.substring(name + 1, end)));
      at = end + 1;
    }
    return at == lines.length() ? Optional.of(values) : Optional.empty();
  }
}
