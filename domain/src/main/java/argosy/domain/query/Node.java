package argosy.domain.query;

import com.google.re2j.Pattern;
import java.util.List;

/// A part of an expression.
sealed interface Node {
  record All(List<Node> of) implements Node {}

  record Any(List<Node> of) implements Node {}

  record Not(Node inner) implements Node {}

  record Exists(String name) implements Node {}

  /// @param with one value, or those of a list
  record Compares(String name, Comparison comparison, List<String> with) implements Node {}

  /// @param pattern takes time in proportion to the text, whoever wrote it
  record Matches(String name, Pattern pattern) implements Node {}
}
