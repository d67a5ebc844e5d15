package argosy.domain.placement;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.Attribute;

/// What a task wants of the instance that it goes to.
///
/// @param held what it will hold there, but for the GPUs, which the instance chooses
/// @param gpus how many GPUs it will have there
/// @param requires attributes that the instance must have; a value is compared if there is one
/// @param constraints of the request and of the definition
/// @param strategies how to choose among those that can take it: the first rules, the next decides
///   among its equals
public record Wanted(
    Held held,
    int gpus,
    List<Attribute> requires,
    List<Constraint> constraints,
    List<Strategy> strategies) {

  public Wanted {
    requires = List.copyOf(requires);
    constraints = List.copyOf(constraints);
    strategies = List.copyOf(strategies);
  }

  /// With more constraints.
  public Wanted with(List<Constraint> more) {
    return more.isEmpty()
        ? this
        : new Wanted(
            held,
            gpus,
            requires,
            Stream.concat(constraints.stream(), more.stream()).toList(),
            strategies);
  }

  Reservation reservation() {
    return held.reservation();
  }

  String group() {
    return held.group();
  }
}
