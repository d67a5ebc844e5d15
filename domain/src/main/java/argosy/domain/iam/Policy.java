package argosy.domain.iam;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a policy says, ready to be asked.
///
/// @param variables whether `${…}` stands for what it names, as since version 2012-10-17
public record Policy(boolean variables, List<Statement> statements) {

  public Policy {
    statements = List.copyOf(statements);
  }

  /// Whether what a statement speaks of may be done.
  public enum Effect {
    ALLOW,
    DENY
  }

  /// @param conditions all of which must hold
  public record Statement(
      Effect effect, Named actions, Named resources, List<Condition> conditions) {

    public Statement {
      conditions = List.copyOf(conditions);
    }
  }

  /// What the patterns name, or all else.
  ///
  /// @param except true where the policy says `NotAction` or `NotResource`
  public record Named(boolean except, List<String> patterns) {

    public Named {
      patterns = List.copyOf(patterns);
    }

    static Named only(String... patterns) {
      return new Named(false, List.of(patterns));
    }
  }

  /// @param ifExists holds where the request doesn't have the key
  /// @param key in lower case, because case doesn't matter
  /// @param values of which one must match; none where the operator is a negation
  public record Condition(Operator operator, boolean ifExists, String key, List<String> values) {

    public Condition {
      values = List.copyOf(values);
    }
  }

  boolean speaksOf(Statement statement, Asked asked) {
    return matches(statement.actions(), asked, asked.action().toLowerCase(Locale.ROOT), true)
        && matches(statement.resources(), asked, asked.resource(), false)
        && statement.conditions().stream().allMatch(condition -> holds(condition, asked));
  }

  private boolean matches(Named named, Asked asked, String text, boolean anyCase) {
    for (String pattern : named.patterns()) {
      String whole = variables ? Variables.expand(pattern, asked) : pattern;
      if (whole != null && Glob.matches(anyCase ? whole.toLowerCase(Locale.ROOT) : whole, text)) {
        return !named.except();
      }
    }
    return named.except();
  }

  private boolean holds(Condition condition, Asked asked) {
    String actual = asked.keys().get(condition.key());
    Operator operator = condition.operator();
    if (operator == Operator.NULL) {
      return condition.values().contains(String.valueOf(actual == null));
    }
    if (actual == null) {
      return condition.ifExists() || operator.isNegation();
    }
    for (String value : condition.values()) {
      String wanted =
          variables && operator.takesVariables() ? Variables.expand(value, asked) : value;
      if (wanted != null && operator.matches(actual, wanted)) {
        return !operator.isNegation();
      }
    }
    return operator.isNegation();
  }

  /// One question: may this be done with that?
  ///
  /// @param action such as `ecs:RunTask`
  /// @param resource its ARN, or `*`
  /// @param keys what conditions may ask about, by names in lower case
  record Asked(String action, String resource, Map<String, String> keys) {}
}
