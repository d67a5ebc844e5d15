package argosy.telemetry.pattern;

/// How a value is compared. The longer spellings come first, so that they are read first.
enum Operator {
  NOT_EQUAL("!="),
  AT_LEAST(">="),
  AT_MOST("<="),
  EQUAL("="),
  GREATER(">"),
  LESS("<");

  private final String spelling;

  Operator(String spelling) {
    this.spelling = spelling;
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
    return accepts(Double.compare(left + 0.0, right + 0.0)); // -0.0 + 0.0 is 0.0
  }

  /// @param equal whether the sides are
  boolean accepts(boolean equal) {
    return accepts(equal ? 0 : 1);
  }

  private boolean accepts(int sign) {
    return switch (this) {
      case EQUAL -> sign == 0;
      case NOT_EQUAL -> sign != 0;
      case GREATER -> sign > 0;
      case LESS -> sign < 0;
      case AT_LEAST -> sign >= 0;
      case AT_MOST -> sign <= 0;
    };
  }
}
