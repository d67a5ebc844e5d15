package argosy.domain.iam;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/// The operators of conditions that can be evaluated, in the order of IAM's user guide.
public enum Operator {
  STRING_EQUALS(Type.TEXT),
  STRING_NOT_EQUALS(Type.TEXT),
  STRING_EQUALS_IGNORE_CASE(Type.TEXT),
  STRING_NOT_EQUALS_IGNORE_CASE(Type.TEXT),
  STRING_LIKE(Type.TEXT),
  STRING_NOT_LIKE(Type.TEXT),
  NUMERIC_EQUALS(Type.NUMBER),
  NUMERIC_NOT_EQUALS(Type.NUMBER),
  NUMERIC_LESS_THAN(Type.NUMBER),
  NUMERIC_LESS_THAN_EQUALS(Type.NUMBER),
  NUMERIC_GREATER_THAN(Type.NUMBER),
  NUMERIC_GREATER_THAN_EQUALS(Type.NUMBER),
  DATE_EQUALS(Type.DATE),
  DATE_NOT_EQUALS(Type.DATE),
  DATE_LESS_THAN(Type.DATE),
  DATE_LESS_THAN_EQUALS(Type.DATE),
  DATE_GREATER_THAN(Type.DATE),
  DATE_GREATER_THAN_EQUALS(Type.DATE),
  BOOL(Type.FLAG),
  ARN_EQUALS(Type.ARN),
  ARN_LIKE(Type.ARN),
  ARN_NOT_EQUALS(Type.ARN),
  ARN_NOT_LIKE(Type.ARN),
  NULL(Type.FLAG);

  private static final int ARN_PARTS = 6;

  /// What values have to be.
  private enum Type {
    TEXT,
    NUMBER,
    DATE,
    FLAG,
    ARN
  }

  private final Type type;

  Operator(Type type) {
    this.type = type;
  }

  /// The operator of a name such as `StringEquals`.
  static Optional<Operator> named(String name) {
    return Arrays.stream(values()).filter(operator -> operator.awsName().equals(name)).findFirst();
  }

  String awsName() {
    return Arrays.stream(name().split("_", -1))
        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }

  boolean isNegation() {
    return name().contains("_NOT_");
  }

  boolean takesVariables() {
    return type == Type.TEXT || type == Type.ARN;
  }

  /// Whether a value matches; a negation says so of what it negates.
  boolean matches(String actual, String wanted) {
    return switch (this) {
      case STRING_EQUALS, STRING_NOT_EQUALS -> actual.equals(Glob.plain(wanted));
      case STRING_EQUALS_IGNORE_CASE, STRING_NOT_EQUALS_IGNORE_CASE, BOOL, NULL ->
          actual.equalsIgnoreCase(Glob.plain(wanted));
      case STRING_LIKE, STRING_NOT_LIKE -> Glob.matches(wanted, actual);
      case ARN_EQUALS, ARN_LIKE, ARN_NOT_EQUALS, ARN_NOT_LIKE -> likeArn(actual, wanted);
      case NUMERIC_EQUALS, NUMERIC_NOT_EQUALS, DATE_EQUALS, DATE_NOT_EQUALS ->
          compared(actual, wanted, order -> order == 0);
      case NUMERIC_LESS_THAN, DATE_LESS_THAN -> compared(actual, wanted, order -> order < 0);
      case NUMERIC_LESS_THAN_EQUALS, DATE_LESS_THAN_EQUALS ->
          compared(actual, wanted, order -> order <= 0);
      case NUMERIC_GREATER_THAN, DATE_GREATER_THAN -> compared(actual, wanted, order -> order > 0);
      case NUMERIC_GREATER_THAN_EQUALS, DATE_GREATER_THAN_EQUALS ->
          compared(actual, wanted, order -> order >= 0);
    };
  }

  private boolean compared(String actual, String wanted, IntPredicate order) {
    return type == Type.NUMBER
        ? compared(number(actual), number(wanted), order)
        : compared(date(actual), date(wanted), order);
  }

  /// What can't be compared doesn't match.
  private static <T extends Comparable<T>> boolean compared(
      Optional<T> actual, Optional<T> wanted, IntPredicate order) {
    return actual.isPresent()
        && wanted.isPresent()
        && order.test(actual.get().compareTo(wanted.get()));
  }

  /// Whether a policy may have the value.
  boolean takes(String value) {
    return switch (type) {
      case TEXT, ARN -> true;
      case NUMBER -> number(value).isPresent();
      case DATE -> date(value).isPresent();
      case FLAG -> value.equals("true") || value.equals("false");
    };
  }

  /// Part by part, so that no star reaches over a colon of the first five.
  private static boolean likeArn(String actual, String wanted) {
    String[] is = actual.split(":", ARN_PARTS);
    String[] pattern = wanted.split(":", ARN_PARTS);
    if (is.length != pattern.length) {
      return false;
    }
    for (int part = 0; part < is.length; part++) {
      if (!Glob.matches(pattern[part], is[part])) {
        return false;
      }
    }
    return true;
  }

  private static Optional<BigDecimal> number(String text) {
    try {
      return Optional.of(new BigDecimal(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /// A time of ISO 8601, a day, or seconds since 1970.
  private static Optional<Instant> date(String text) {
    try {
      if (!text.isEmpty() && text.chars().allMatch(Character::isDigit)) {
        return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
      }
      return Optional.of(
          text.contains("T")
              ? OffsetDateTime.parse(text).toInstant()
              : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
    } catch (DateTimeException | NumberFormatException e) {
      return Optional.empty();
    }
  }
}
