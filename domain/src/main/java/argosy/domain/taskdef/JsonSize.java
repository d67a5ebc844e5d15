package argosy.domain.taskdef;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/// How many bytes of JSON a shape is, written without a space: what ECS limits in a task
/// definition.
final class JsonSize {
  private static final int QUOTES = 2;

  private JsonSize() {}

  static int of(SdkPojo shape) {
    int members = 0;
    int bytes = QUOTES;
    for (SdkField<?> field : shape.sdkFields()) {
      Object value = field.getValueOrDefault(shape);
      if (value != null
          && !(value instanceof SdkAutoConstructList<?>)
          && !(value instanceof SdkAutoConstructMap<?, ?>)) {
        bytes += text(field.locationName()) + 1 + value(value);
        members++;
      }
    }
    return bytes + Math.max(0, members - 1);
  }

  private static int value(@Nullable Object value) {
    return switch (value) {
      case SdkPojo shape -> of(shape);
      case String text -> text(text);
      case List<?> list -> {
        int items = 0;
        for (Object item : list) {
          items += value(item);
        }
        yield QUOTES + items + Math.max(0, list.size() - 1);
      }
      case Map<?, ?> map -> {
        int entries = 0;
        for (var entry : map.entrySet()) {
          entries += text(String.valueOf(entry.getKey())) + 1 + value(entry.getValue());
        }
        yield QUOTES + entries + Math.max(0, map.size() - 1);
      }
      case null, default -> String.valueOf(value).length();
    };
  }

  /// A loop, not a stream: it looks at every character of every definition.
  private static int text(String text) {
    int bytes = QUOTES;
    for (int at = 0; at < text.length(); at++) {
      int codePoint = text.codePointAt(at);
      bytes += bytes(codePoint);
      at += Character.charCount(codePoint) - 1;
    }
    return bytes;
  }

  private static int bytes(int codePoint) {
    if (codePoint < ' ') {
      return codePoint == '\n' || codePoint == '\t' || codePoint == '\r' ? 2 : 6;
    }
    if (codePoint == '"' || codePoint == '\\') {
      return 2;
    }
    if (codePoint < 0x80) {
      return 1;
    }
    if (codePoint < 0x800) {
      return 2;
    }
    return codePoint < 0x1_0000 ? 3 : 4;
  }
}
