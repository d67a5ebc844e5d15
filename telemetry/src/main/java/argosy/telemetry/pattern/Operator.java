package argosy.telemetry.pattern;

import java.util.function.IntPredicate;

/// How a value is compared. The longer spellings come first, so that they are read first.
enum Operator {
  NOT_EQUAL("!=", sign -> sign != 0),
  AT_LEAST(">=", sign -> sign >= 0),
  AT_MOST("<=", sign -> sign <= 0),
  EQUAL("=", sign -> sign == 0),
  GREATER(">", sign -> sign > 0),
  LESS("<", sign -> sign < 0);

  private final String spelling;
  private final IntPredicate accepts;

  Operator(String spelling, IntPredicate accepts) {
    this.spelling = spelling;
    this.accepts = accepts;
  }

  static Operator read(Scanner in) {
    for (Operator operator : values()) {
      if (in.take(operator.spelling)) {
        return operator;
      }
    }
    throw in.stuck("one of = != > < >= <=");
  }

  @Override
  public String toString() {
    return spelling;
  }

  /// Whether it is one of the two that also texts are compared by.
  boolean isEquality() {
    return this == EQUAL || this == NOT_EQUAL;
  }

  boolean accepts(double left, double right) {
    return accepts.test(Double.compare(left + 0.0, right + 0.0)); // -0.0 + 0.0 is 0.0
  }

  /// @param equal whether the sides are
  boolean accepts(boolean equal) {
    return accepts.test(equal ? 0 : 1);
  }
}
