package argosy.domain.placement;

import argosy.domain.query.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.PlacementConstraint;
import software.amazon.awssdk.services.ecs.model.PlacementStrategy;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionPlacementConstraint;

/// Placement constraints and strategies as users write them, understood.
public final class Rules {

  /// ECS's quota of constraints of a task, its definition's included.
  private static final int CONSTRAINTS_MAX = 10;

  /// ECS's quota of strategies of a task or service.
  private static final int STRATEGIES_MAX = 5;

  private Rules() {}

  /// A rule can't be understood; the message says what would be right.
  public static final class Wrong extends Exception {
    private static final long serialVersionUID = 1L;

    Wrong(String complaint) {
      super(complaint, null, false, false);
    }
  }

  /// @param asked of the request
  /// @param defined by the task definition
  /// @throws Wrong if one can't be understood
  public static List<Constraint> constraints(
      List<PlacementConstraint> asked, List<TaskDefinitionPlacementConstraint> defined)
      throws Wrong {
    if (asked.size() + defined.size() > CONSTRAINTS_MAX) {
      throw new Wrong(
          "A task has at most "
              + CONSTRAINTS_MAX
              + " placement constraints, those of its definition included.");
    }
    var all = new ArrayList<Constraint>();
    for (PlacementConstraint constraint : asked) {
      all.add(constraint(constraint));
    }
    for (TaskDefinitionPlacementConstraint constraint : defined) {
      all.add(memberOf(constraint.expression()));
    }
    return all;
  }

  private static Constraint constraint(PlacementConstraint said) throws Wrong {
    return switch (Objects.requireNonNullElse(said.typeAsString(), "")) {
      case "memberOf" -> memberOf(said.expression());
      case "distinctInstance" -> {
        if (said.expression() != null && !said.expression().isEmpty()) {
          throw new Wrong("The placement constraint distinctInstance takes no expression.");
        }
        yield new Constraint.DistinctInstance();
      }
      default ->
          throw new Wrong(
              "Invalid placement constraint type '"
                  + said.typeAsString()
                  + "': use memberOf or distinctInstance.");
    };
  }

  private static Constraint memberOf(@Nullable String expression) throws Wrong {
    if (expression == null || expression.isBlank()) {
      throw new Wrong("A placement constraint of the type memberOf needs an expression.");
    }
    return switch (Query.parse(expression)) {
      case Query.Parsed.Understood(Query query) -> new Constraint.MemberOf(query);
      case Query.Parsed.Wrong(String complaint) ->
          throw new Wrong("Invalid placement constraint expression: " + complaint);
    };
  }

  /// @throws Wrong if one can't be understood
  public static List<Strategy> strategies(List<PlacementStrategy> asked) throws Wrong {
    if (asked.size() > STRATEGIES_MAX) {
      throw new Wrong("A task has at most " + STRATEGIES_MAX + " placement strategies.");
    }
    var all = new ArrayList<Strategy>();
    for (PlacementStrategy strategy : asked) {
      all.add(strategy(strategy));
    }
    return all;
  }

  private static Strategy strategy(PlacementStrategy said) throws Wrong {
    String field = Objects.requireNonNullElse(said.field(), "");
    return switch (Objects.requireNonNullElse(said.typeAsString(), "")) {
      case "random" -> new Strategy.Random();
      case "spread" -> spread(field);
      case "binpack" ->
          switch (field.toLowerCase(Locale.ROOT)) {
            case "cpu" -> new Strategy.Binpack(Strategy.Resource.CPU);
            case "memory" -> new Strategy.Binpack(Strategy.Resource.MEMORY);
            default -> throw new Wrong("The strategy binpack takes the field cpu or memory.");
          };
      default ->
          throw new Wrong(
              "Invalid placement strategy type '"
                  + said.typeAsString()
                  + "': use random, spread or binpack.");
    };
  }

  private static Strategy spread(String field) throws Wrong {
    if (field.equals(Strategy.Spread.INSTANCE) || field.equals("host")) {
      return new Strategy.Spread(Strategy.Spread.INSTANCE);
    }
    if (field.startsWith(Strategy.Spread.ATTRIBUTE)
        && field.length() > Strategy.Spread.ATTRIBUTE.length()) {
      return new Strategy.Spread(field);
    }
    throw new Wrong(
        "The strategy spread takes the field instanceId, host, or attribute:NAME, such as"
            + " attribute:ecs.availability-zone.");
  }
}
