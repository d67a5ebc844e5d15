package argosy.control.log;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// One line of the log, of fields: `cell=123456789012/us-east-1 decision=RunTask outcome=placed`.
///
/// Values may come from anybody. One of other characters than names and ARNs have stands in quotes,
/// with quotes, backslashes and control characters escaped, and none is longer than [#VALUE_MAX]:
/// so nobody can write a field or a line that isn't true.
public final class Line {

  /// In characters: a reason that ECS shows has at most 255, and the rest says where it went on.
  static final int VALUE_MAX = 300;

  private static final String BARE = "/:._-@+";
  private static final HexFormat HEX = HexFormat.of();

  private final StringBuilder text = new StringBuilder(160);

  /// Adds a field.
  public Line and(String name, Object value) {
    if (!text.isEmpty()) {
      text.append(' ');
    }
    text.append(name).append('=');
    append(text, value.toString());
    return this;
  }

  /// A value as a field has it.
  public static String value(@Nullable String value) {
    var text = new StringBuilder();
    append(text, String.valueOf(value));
    return text.toString();
  }

  private static void append(StringBuilder text, String value) {
    if (isBare(value)) {
      text.append(value);
      return;
    }
    text.append('"');
    for (int at = 0; at < Math.min(value.length(), VALUE_MAX); at++) {
      escape(text, value.charAt(at));
    }
    text.append(value.length() > VALUE_MAX ? "…\"" : "\"");
  }

  private static boolean isBare(String value) {
    if (value.isEmpty() || value.length() > VALUE_MAX) {
      return false;
    }
    for (int at = 0; at < value.length(); at++) {
      char c = value.charAt(at);
      boolean plain = c < 128 && Character.isLetterOrDigit(c);
      if (!plain && BARE.indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  private static void escape(StringBuilder text, char c) {
    switch (c) {
      case '"', '\\' -> text.append('\\').append(c);
      case '\n' -> text.append("\\n");
      case '\r' -> text.append("\\r");
      case '\t' -> text.append("\\t");
      default -> {
        if (isUnseen(c)) {
          text.append("\\u").append(HEX.toHexDigits(c));
        } else {
          text.append(c);
        }
      }
    }
  }

  /// Control characters, and those that begin a line or turn its direction somewhere.
  private static boolean isUnseen(char c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
