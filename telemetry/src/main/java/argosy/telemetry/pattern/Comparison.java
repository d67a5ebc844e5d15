package argosy.telemetry.pattern;

import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;

/// What a property or a column is compared with, and how.
///
/// @param number what is written as a number; null if it is none
/// @param text matches the value's text
record Comparison(Operator operator, @Nullable Double number, Pattern text) {

  static Comparison read(Scanner in) {
    Operator operator = Operator.read(in);
    Comparison read = value(in, operator);
    if (!operator.isEquality() && read.number == null) {
      throw in.stuck("a number after " + operator);
    }
    return read;
  }

  private static Comparison value(Scanner in, Operator operator) {
    if (in.take("\"")) {
      return new Comparison(operator, null, glob(in.quoted('"')));
    }
    if (in.take("%")) {
      return new Comparison(operator, null, in.regex());
    }
    String word = in.word();
    if (word.isEmpty()) {
      throw in.stuck("a value");
    }
    return new Comparison(operator, number(word), glob(word));
  }

  /// A text in which an asterisk stands for anything.
  private static Pattern glob(String text) {
    var regex = new StringBuilder("^");
    String[] parts = text.split("\\*", -1);
    for (int i = 0; i < parts.length; i++) {
      regex.append(i == 0 ? "" : ".*").append(Pattern.quote(parts[i]));
    }
    return Pattern.compile(regex.append("$").toString(), Pattern.DOTALL);
  }

  /// The number that a text spells; null if it spells none.
  static @Nullable Double number(String text) {
    boolean plausible =
        !text.isEmpty() && text.chars().allMatch(c -> "+-.eE0123456789".indexOf(c) >= 0);
    if (!plausible) {
      return null;
    }
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /// @param value a number, if it is one
  /// @param spelled the value's text
  boolean test(@Nullable Double value, String spelled) {
    if (number != null && value != null) {
      return operator.accepts(value, number);
    }
    return operator.isEquality() && operator.accepts(text.matcher(spelled).find());
  }
}
