package argosy.domain.placement;

import argosy.domain.instance.Capacity;
import argosy.domain.instance.Instance;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.model.Attribute;

/// An instance, with what a placement asks it for again and again.
///
/// @param attributes their values by their names; empty where one has none
public record Host(Instance instance, Capacity capacity, Map<String, String> attributes) {

  public static Host of(Instance instance) {
    return new Host(
        instance,
        instance.capacity(),
        instance.attributes().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Attribute::name,
                    attribute -> Objects.requireNonNullElse(attribute.value(), ""),
                    (first, _) -> first)));
  }
}
