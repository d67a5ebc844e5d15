package argosy.domain.iam;

import argosy.domain.error.EcsError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes a policy of what its JSON says, or says what is wrong with it. What can't be evaluated is
/// refused here, so that no statement is ever passed over later.
public final class ReadPolicy {
  private static final String SYNTAX = "Syntax errors in policy.";
  private static final String NO_VENDOR =
      "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.";
  private static final String IF_EXISTS = "IfExists";
  private static final String CURRENT = "2012-10-17";
  private static final Set<String> VERSIONS = Set.of("2008-10-17", CURRENT);
  private static final Set<String> MEMBERS = Set.of("Version", "Id", "Statement");
  private static final Set<String> STATEMENT_MEMBERS =
      Set.of(
          "Sid",
          "Effect",
          "Action",
          "NotAction",
          "Resource",
          "NotResource",
          "Condition",
          "Principal",
          "NotPrincipal");

  private final boolean variables;

  private ReadPolicy(boolean variables) {
    this.variables = variables;
  }

  /// A policy, or why it is none.
  public sealed interface Read {
    record Well(Policy policy) implements Read {}

    record Malformed(EcsError error) implements Read {}
  }

  /// @param json maps, lists, texts, numbers and flags, as the document has them
  public static Read read(@Nullable Object json) {
    try {
      return new Read.Well(policy(json));
    } catch (Malformed e) {
      return new Read.Malformed(IamErrors.malformed(e.why));
    }
  }

  /// Ends the reading of a document; never leaves this class.
  private static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String why;

    Malformed(String why) {
      super(why, null, false, false);
      this.why = why;
    }
  }

  private static Policy policy(@Nullable Object json) {
    Map<?, ?> document = object(json, MEMBERS);
    Object version = document.get("Version");
    if (version != null && !VERSIONS.contains(version)) {
      throw new Malformed("The policy must contain a valid version string.");
    }
    boolean variables = CURRENT.equals(version);
    var statements = new ArrayList<Policy.Statement>();
    Set<String> sids = new HashSet<>();
    for (Object statement : list(document.get("Statement"))) {
      Map<?, ?> members = object(statement, STATEMENT_MEMBERS);
      statements.add(new ReadPolicy(variables).statement(members));
      Object sid = members.get("Sid");
      if (sid != null && !(sid instanceof String text && text.matches("[A-Za-z0-9]*"))) {
        throw new Malformed("Statement IDs (SID) must be alpha-numeric.");
      }
      if (sid instanceof String text && !text.isEmpty() && !sids.add(text)) {
        throw new Malformed("Statement IDs (SID) in a single policy must be unique.");
      }
    }
    return new Policy(variables, statements);
  }

  private Policy.Statement statement(Map<?, ?> members) {
    if (members.containsKey("Principal") || members.containsKey("NotPrincipal")) {
      throw new Malformed("Policy document should not specify a principal.");
    }
    Object effect = members.get("Effect");
    if (!"Allow".equals(effect) && !"Deny".equals(effect)) {
      throw new Malformed(SYNTAX);
    }
    Policy.Named actions = named(members, "Action", "Policy statement must contain actions.");
    actions.patterns().forEach(ReadPolicy::checkAction);
    Policy.Named resources = named(members, "Resource", "Policy statement must contain resources.");
    resources.patterns().forEach(this::checkResource);
    return new Policy.Statement(
        "Allow".equals(effect) ? Policy.Effect.ALLOW : Policy.Effect.DENY,
        actions,
        resources,
        conditions(members.get("Condition")));
  }

  private static Policy.Named named(Map<?, ?> members, String member, String missing) {
    Object only = members.get(member);
    Object except = members.get("Not" + member);
    if (only != null && except != null) {
      throw new Malformed(SYNTAX);
    }
    if (only == null && except == null) {
      throw new Malformed(missing);
    }
    var patterns = new ArrayList<String>();
    for (Object pattern : list(only == null ? except : only)) {
      if (!(pattern instanceof String text)) {
        throw new Malformed(SYNTAX);
      }
      patterns.add(text);
    }
    if (patterns.isEmpty()) {
      throw new Malformed(missing);
    }
    return new Policy.Named(only == null, patterns);
  }

  private static void checkAction(String action) {
    if (!action.matches("\\*|[A-Za-z0-9-]+:[A-Za-z0-9*?]+|\\*:\\*")) {
      throw new Malformed(NO_VENDOR);
    }
  }

  private void checkResource(String resource) {
    if (!resource.equals("*") && !resource.startsWith("arn:")) {
      throw new Malformed("Resource " + resource + " must be in ARN format or \"*\".");
    }
    checkVariables(resource);
  }

  private void checkVariables(String text) {
    Optional<String> unknown = variables ? Variables.unknown(text) : Optional.empty();
    if (unknown.isPresent()) {
      throw new Malformed(
          "Argosy can't fill in the policy variable '"
              + unknown.get()
              + "' of '"
              + text
              + "' yet; docs/compat.md lists those that it can.");
    }
  }

  private List<Policy.Condition> conditions(@Nullable Object json) {
    var conditions = new ArrayList<Policy.Condition>();
    if (json == null) {
      return conditions;
    }
    for (Map.Entry<?, ?> operator : object(json).entrySet()) {
      for (Map.Entry<?, ?> key : object(operator.getValue()).entrySet()) {
        conditions.add(
            condition((String) operator.getKey(), (String) key.getKey(), list(key.getValue())));
      }
    }
    return conditions;
  }

  private Policy.Condition condition(String name, String key, List<?> values) {
    boolean ifExists = name.endsWith(IF_EXISTS);
    String plain = ifExists ? name.substring(0, name.length() - IF_EXISTS.length()) : name;
    Operator operator =
        Operator.named(plain)
            .filter(it -> it != Operator.NULL || !ifExists)
            .orElseThrow(() ->
                new Malformed(
                    "Argosy can't evaluate the condition operator '"
                        + name
                        + "' yet; docs/compat.md lists those that it can."));
    if (!key.contains(":")) {
      throw new Malformed(NO_VENDOR);
    }
    if (!ContextKeys.isKnown(key)) {
      throw new Malformed(
          "Argosy can't evaluate the condition key '"
              + key
              + "' yet; docs/compat.md lists those that it can.");
    }
    var wanted = new ArrayList<String>();
    for (Object value : values) {
      String text = String.valueOf(value);
      if (value instanceof Map || value instanceof List || !operator.takes(text)) {
        throw new Malformed("'" + text + "' is no value for " + name + " of " + key + ".");
      }
      if (operator.takesVariables()) {
        checkVariables(text);
      }
      wanted.add(text);
    }
    if (wanted.isEmpty()) {
      throw new Malformed(SYNTAX);
    }
    return new Policy.Condition(operator, ifExists, key.toLowerCase(Locale.ROOT), wanted);
  }

  private static Map<?, ?> object(@Nullable Object json) {
    if (json instanceof Map<?, ?> map && !map.isEmpty()) {
      return map;
    }
    throw new Malformed(SYNTAX);
  }

  private static Map<?, ?> object(@Nullable Object json, Set<String> members) {
    Map<?, ?> map = object(json);
    if (!members.containsAll(map.keySet())) {
      throw new Malformed(SYNTAX);
    }
    return map;
  }

  /// One thing may stand where a list of things may.
  private static List<?> list(@Nullable Object json) {
    return switch (json) {
      case null -> throw new Malformed(SYNTAX);
      case List<?> list when list.stream().anyMatch(Objects::isNull) -> throw new Malformed(SYNTAX);
      case List<?> list -> list;
      default -> List.of(json);
    };
  }
}
