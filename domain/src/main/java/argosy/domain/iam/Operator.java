package argosy.domain.iam;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/// The operators of conditions that can be evaluated, in the order of IAM's user guide.
public enum Operator {
  STRING_EQUALS(Type.TEXT, Operator::same),
  STRING_NOT_EQUALS(Type.TEXT, Operator::same),
  STRING_EQUALS_IGNORE_CASE(Type.TEXT, Operator::sameInAnyCase),
  STRING_NOT_EQUALS_IGNORE_CASE(Type.TEXT, Operator::sameInAnyCase),
  STRING_LIKE(Type.TEXT, Operator::like),
  STRING_NOT_LIKE(Type.TEXT, Operator::like),
  NUMERIC_EQUALS(Type.NUMBER, compared(Operator::number, order -> order == 0)),
  NUMERIC_NOT_EQUALS(Type.NUMBER, compared(Operator::number, order -> order == 0)),
  NUMERIC_LESS_THAN(Type.NUMBER, compared(Operator::number, order -> order < 0)),
  NUMERIC_LESS_THAN_EQUALS(Type.NUMBER, compared(Operator::number, order -> order <= 0)),
  NUMERIC_GREATER_THAN(Type.NUMBER, compared(Operator::number, order -> order > 0)),
  NUMERIC_GREATER_THAN_EQUALS(Type.NUMBER, compared(Operator::number, order -> order >= 0)),
  DATE_EQUALS(Type.DATE, compared(Operator::date, order -> order == 0)),
  DATE_NOT_EQUALS(Type.DATE, compared(Operator::date, order -> order == 0)),
  DATE_LESS_THAN(Type.DATE, compared(Operator::date, order -> order < 0)),
  DATE_LESS_THAN_EQUALS(Type.DATE, compared(Operator::date, order -> order <= 0)),
  DATE_GREATER_THAN(Type.DATE, compared(Operator::date, order -> order > 0)),
  DATE_GREATER_THAN_EQUALS(Type.DATE, compared(Operator::date, order -> order >= 0)),
  BOOL(Type.FLAG, Operator::sameInAnyCase),
  ARN_EQUALS(Type.ARN, Operator::likeArn),
  ARN_LIKE(Type.ARN, Operator::likeArn),
  ARN_NOT_EQUALS(Type.ARN, Operator::likeArn),
  ARN_NOT_LIKE(Type.ARN, Operator::likeArn),
  NULL(Type.FLAG, Operator::same);

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
  private final BiPredicate<String, String> test;

  /// @param test of the actual and the wanted value; negations have the test of what they negate
  Operator(Type type, BiPredicate<String, String> test) {
    this.type = type;
    this.test = test;
  }

  /// The operator of a name such as `StringEquals`.
  static Optional<Operator> named(String name) {
    return Arrays.stream(values()).filter(operator -> operator.awsName().equals(name)).findFirst();
  }

  String awsName() {
    return Arrays.stream(name().split("_", -1))
        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(java.util.Locale.ROOT))
        .collect(Collectors.joining());
  }

  boolean isNegation() {
    return name().contains("_NOT_");
  }

  boolean takesVariables() {
    return type == Type.TEXT || type == Type.ARN;
  }

  boolean matches(String actual, String wanted) {
    return test.test(actual, wanted);
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

  private static boolean same(String actual, String wanted) {
    return actual.equals(Glob.plain(wanted));
  }

  private static boolean sameInAnyCase(String actual, String wanted) {
    return actual.equalsIgnoreCase(Glob.plain(wanted));
  }

  private static boolean like(String actual, String wanted) {
    return Glob.matches(wanted, actual);
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

  private static <T extends Comparable<T>> BiPredicate<String, String> compared(
      Function<String, Optional<T>> read, IntPredicate order) {
    return (actual, wanted) ->
        read.apply(actual)
            .flatMap(is -> read.apply(wanted).map(is::compareTo))
            .filter(order::test)
            .isPresent();
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
