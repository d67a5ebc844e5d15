package argosy.domain.placement;

/// How to choose among the instances that can take a task.
public sealed interface Strategy {

  /// Where the group has the fewest tasks.
  ///
  /// @param field `instanceId`, or `attribute:` and a name; instances without it are one place
  record Spread(String field) implements Strategy {
    static final String INSTANCE = "instanceId";
    static final String ATTRIBUTE = "attribute:";

    String attribute() {
      return field.substring(ATTRIBUTE.length());
    }
  }

  /// Where the least is left, so that other instances stay free.
  record Binpack(Resource of) implements Strategy {}

  /// Anywhere.
  record Random() implements Strategy {}

  /// What a task takes of an instance, and binpack looks at.
  enum Resource {
    CPU,
    MEMORY
  }
}
