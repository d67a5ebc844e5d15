package argosy.telemetry.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// Where in a JSON event something is: `$.user.id`, `$.users[0].email`, `$['dotted.name']`; an
/// asterisk stands for every element or property.
///
/// @param steps from the root downwards
record Selector(List<Step> steps) {

  /// As many asterisks as AWS takes in one selector.
  private static final int WILDCARDS_MAX = 1;

  /// From a node to those under it.
  sealed interface Step {
    record Name(String name) implements Step {}

    record Index(int index) implements Step {}

    record Each() implements Step {}
  }

  static Selector read(Scanner in) {
    if (!in.take("$")) {
      throw in.stuck("a property selector such as $.name");
    }
    var steps = new ArrayList<Step>();
    while (true) {
      if (in.takeNext("[") || in.takeNext(".[")) {
        steps.add(bracket(in));
        in.need("]");
      } else if (in.takeNext(".")) {
        steps.add(name(in));
      } else {
        break;
      }
    }
    if (steps.isEmpty()) {
      throw in.stuck("a property's name after $");
    }
    if (steps.stream().filter(Step.Each.class::isInstance).count() > WILDCARDS_MAX) {
      throw new Scanner.Stuck("a property selector has at most one wildcard");
    }
    return new Selector(List.copyOf(steps));
  }

  private static Step name(Scanner in) {
    if (in.takeNext("*")) {
      return new Step.Each();
    }
    String name = in.upTo(" \t\r\n.,()[]{}&|=!<>\"'%*$");
    if (name.isEmpty()) {
      throw in.stuck("a property's name");
    }
    return new Step.Name(name);
  }

  private static Step bracket(Scanner in) {
    if (in.take("*")) {
      return new Step.Each();
    }
    if (in.take("'")) {
      return new Step.Name(in.quoted('\''));
    }
    if (in.take("\"")) {
      return new Step.Name(in.quoted('"'));
    }
    String index = in.word();
    if (!index.matches("\\d{1,9}")) {
      throw in.stuck("an index, * or a quoted name");
    }
    return new Step.Index(Integer.parseInt(index));
  }

  /// What there is; nothing if it isn't there.
  Stream<JsonNode> select(JsonNode root) {
    Stream<JsonNode> nodes = Stream.of(root);
    for (Step step : steps) {
      nodes = nodes.flatMap(node -> next(node, step));
    }
    return nodes;
  }

  private static Stream<JsonNode> next(JsonNode node, Step step) {
    return switch (step) {
      case Step.Name(String name) -> Stream.ofNullable(node.get(name));
      case Step.Index(int index) -> Stream.ofNullable(node.get(index));
      case Step.Each() -> StreamSupport.stream(node.spliterator(), false);
    };
  }
}
