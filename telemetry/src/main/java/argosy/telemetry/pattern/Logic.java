package argosy.telemetry.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Conditions joined by `&&` and `||`: parentheses bind first, then `&&`.
///
/// @param <C> a condition
sealed interface Logic<C> {
  record All<C>(List<Logic<C>> parts) implements Logic<C> {}

  record Any<C>(List<Logic<C>> parts) implements Logic<C> {}

  record One<C>(C condition) implements Logic<C> {}

  /// Deeper than anybody writes; beyond it the stack would be at stake.
  int DEPTH_MAX = 50;

  static <C> Logic<C> read(Scanner in, Supplier<C> condition) {
    return any(in, condition, 0);
  }

  private static <C> Logic<C> any(Scanner in, Supplier<C> condition, int depth) {
    var parts = new ArrayList<Logic<C>>();
    do {
      parts.add(all(in, condition, depth));
    } while (in.take("||"));
    return parts.size() == 1 ? parts.getFirst() : new Any<>(List.copyOf(parts));
  }

  private static <C> Logic<C> all(Scanner in, Supplier<C> condition, int depth) {
    var parts = new ArrayList<Logic<C>>();
    do {
      parts.add(one(in, condition, depth));
    } while (in.take("&&"));
    return parts.size() == 1 ? parts.getFirst() : new All<>(List.copyOf(parts));
  }

  private static <C> Logic<C> one(Scanner in, Supplier<C> condition, int depth) {
    if (depth > DEPTH_MAX) {
      throw new Scanner.Stuck("parentheses are nested at most " + DEPTH_MAX + " deep");
    }
    if (!in.take("(")) {
      return new One<>(condition.get());
    }
    Logic<C> inner = any(in, condition, depth + 1);
    in.need(")");
    return inner;
  }

  /// Whether it is true where each condition is as said.
  default boolean test(Predicate<C> holds) {
    return switch (this) {
      case All<C>(List<Logic<C>> parts) -> parts.stream().allMatch(part -> part.test(holds));
      case Any<C>(List<Logic<C>> parts) -> parts.stream().anyMatch(part -> part.test(holds));
      case One<C>(C condition) -> holds.test(condition);
    };
  }
}
