package argosy.domain.query;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Set;

/// An expression of the cluster query language, understood.
///
/// AWS describes it in the developer guide under "Create expressions to define container
/// instances".
public final class Query {

  /// Names that an expression may ask for besides `attribute:…`.
  static final Set<String> NAMES =
      Set.of(
          "agentConnected",
          "agentVersion",
          "ec2InstanceId",
          "registeredAt",
          "runningTasksCount",
          "task:group");

  private final String text;
  private final Node root;

  private Query(String text, Node root) {
    this.text = text;
    this.root = root;
  }

  /// What became of a text.
  public sealed interface Parsed {
    record Understood(Query query) implements Parsed {}

    /// @param complaint what is wrong, where, and what would be right
    record Wrong(String complaint) implements Parsed {}
  }

  public static Parsed parse(String text) {
    try {
      return new Parsed.Understood(new Query(text, new Parser(text).parse()));
    } catch (Parser.Stuck e) {
      return new Parsed.Wrong(String.valueOf(e.getMessage()));
    }
  }

  /// Whether the expression is true of a subject: a comparison is if it is of one of the values
  /// that the subject has under the name.
  public boolean test(Subject subject) {
    return test(root, subject);
  }

  private static boolean test(Node node, Subject subject) {
    return switch (node) {
      case Node.All(List<Node> all) -> all.stream().allMatch(one -> test(one, subject));
      case Node.Any(List<Node> any) -> any.stream().anyMatch(one -> test(one, subject));
      case Node.Not(Node inner) -> !test(inner, subject);
      case Node.Exists(String name) -> !subject.values(name).isEmpty();
      case Node.Compares(String name, Comparison comparison, List<String> with) ->
          subject.values(name).stream().anyMatch(value -> comparison.test(value, with));
      case Node.Matches(String name, Pattern pattern) ->
          subject.values(name).stream().anyMatch(value -> pattern.matcher(value).matches());
    };
  }

  @Override
  public String toString() {
    return text;
  }
}
