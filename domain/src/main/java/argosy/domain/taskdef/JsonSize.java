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
        int items = list.stream().mapToInt(JsonSize::value).sum();
        yield QUOTES + items + Math.max(0, list.size() - 1);
      }
      case Map<?, ?> map -> {
        int entries =
            map.entrySet().stream()
                .mapToInt(e -> text(String.valueOf(e.getKey())) + 1 + value(e.getValue()))
                .sum();
        yield QUOTES + entries + Math.max(0, map.size() - 1);
      }
      case null, default -> String.valueOf(value).length();
    };
  }

  private static int text(String text) {
    return QUOTES + text.codePoints().map(JsonSize::bytes).sum();
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
