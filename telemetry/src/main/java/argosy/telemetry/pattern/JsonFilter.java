package argosy.telemetry.pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Conditions about properties of events that are JSON. An event that isn't JSON is never wanted,
/// and what is no text, number or truth value compares as nothing.
record JsonFilter(Logic<Condition> conditions) implements FilterPattern.Filter {
  private static final JsonMapper JSON = JsonMapper.shared();

  /// Something that an event may have or not.
  sealed interface Condition {
    Selector selector();

    record Compares(Selector selector, Comparison comparison) implements Condition {}

    /// @param value true, false, or null for JSON's null
    record Is(Selector selector, @Nullable Boolean value) implements Condition {
      boolean isTrueOf(JsonNode node) {
        return value == null ? node.isNull() : node.isBoolean() && value.equals(node.asBoolean());
      }
    }

    record NotExists(Selector selector) implements Condition {}
  }

  static JsonFilter read(Scanner in) {
    in.need("{");
    Logic<Condition> conditions = Logic.read(in, () -> condition(in));
    in.need("}");
    return new JsonFilter(conditions);
  }

  private static Condition condition(Scanner in) {
    Selector selector = Selector.read(in);
    if (in.take("NOT")) {
      in.need("EXISTS");
      return new Condition.NotExists(selector);
    }
    return in.take("IS")
        ? new Condition.Is(selector, truth(in))
        : new Condition.Compares(selector, Comparison.read(in));
  }

  private static @Nullable Boolean truth(Scanner in) {
    if (in.take("NULL")) {
      return null;
    }
    if (in.take("TRUE")) {
      return true;
    }
    if (in.take("FALSE")) {
      return false;
    }
    throw in.stuck("NULL, TRUE or FALSE after IS");
  }

  @Override
  public boolean matches(String message) {
    JsonNode root;
    try {
      root = isJson(message) ? JSON.readTree(message) : null;
    } catch (JacksonException e) {
      root = null;
    }
    JsonNode event = root;
    return event != null && conditions.test(condition -> holds(condition, event));
  }

  /// Most events that aren't JSON show it in the first sign.
  private static boolean isJson(String message) {
    String text = message.stripLeading();
    return text.startsWith("{") || text.startsWith("[");
  }

  private static boolean holds(Condition condition, JsonNode event) {
    return switch (condition) {
      case Condition.NotExists(Selector selector) -> selector.select(event).findAny().isEmpty();
      case Condition.Is is -> is.selector().select(event).anyMatch(is::isTrueOf);
      case Condition.Compares(Selector selector, Comparison comparison) ->
          selector.select(event).anyMatch(node -> compares(node, comparison));
    };
  }

  private static boolean compares(JsonNode node, Comparison comparison) {
    return (node.isString() || node.isNumber() || node.isBoolean())
        && comparison.test(node.isNumber() ? node.doubleValue() : null, node.asString());
  }
}
