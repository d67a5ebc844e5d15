package argosy.domain.iam;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What stands in policies as `${aws:username}`, or `${aws:username, 'nobody'}` with what holds
/// where there is none. `${*}`, `${?}` and `${$}` mean the character itself.
final class Variables {
  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{\\s*([^},\\s]+)\\s*(?:,\\s*'([^']*)'\\s*)?}");

  private Variables() {}

  /// The first variable that nobody can fill, or the first `${` that begins none.
  static Optional<String> unknown(String text) {
    Matcher matcher = VARIABLE.matcher(text);
    while (matcher.find()) {
      if (sign(matcher.group(1)) == null && !ContextKeys.isKnown(matcher.group(1))) {
        return Optional.of(matcher.group(1));
      }
    }
    int rest = VARIABLE.matcher(text).replaceAll("").indexOf("${");
    return rest < 0 ? Optional.empty() : Optional.of("${");
  }

  /// The text with all variables filled in; null if one of them isn't there.
  static @Nullable String expand(String text, Policy.Asked asked) {
    if (!text.contains("${")) {
      return text;
    }
    Matcher matcher = VARIABLE.matcher(text);
    var whole = new StringBuilder();
    while (matcher.find()) {
      String value = value(matcher, asked.keys()::get);
      if (value == null) {
        return null;
      }
      matcher.appendReplacement(whole, Matcher.quoteReplacement(value));
    }
    return matcher.appendTail(whole).toString();
  }

  private static @Nullable String value(
      Matcher variable, Function<String, @Nullable String> values) {
    String name = variable.group(1);
    String sign = sign(name);
    if (sign != null) {
      return sign;
    }
    String value = values.apply(name.toLowerCase(Locale.ROOT));
    return literal(value == null ? variable.group(2) : value);
  }

  private static @Nullable String sign(String name) {
    return switch (name) {
      case "*" -> String.valueOf(Glob.STAR);
      case "?" -> String.valueOf(Glob.QUESTION);
      case "$" -> "$";
      default -> null;
    };
  }

  private static @Nullable String literal(@Nullable String value) {
    return value == null ? null : value.replace('*', Glob.STAR).replace('?', Glob.QUESTION);
  }
}
