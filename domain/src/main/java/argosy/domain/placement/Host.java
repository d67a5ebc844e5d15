package argosy.domain.placement;

import argosy.domain.instance.Capacity;
import argosy.domain.instance.Instance;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Attribute;

/// An instance, with what a placement asks it for again and again.
///
/// @param attributes their values by their names; empty where one has none
/// @param external whether its agent registered it as a machine outside AWS, as ECS Anywhere does
/// @param pool whose tasks it takes
/// @param storageGib what of its disk tasks of Fargate may reserve
/// @param provider the capacity provider through which its tasks come; null if it is of none
public record Host(
    Instance instance,
    Capacity capacity,
    Map<String, String> attributes,
    boolean external,
    @Nullable String provider,
    Pool pool,
    int storageGib) {

  /// Of hosts that don't say what their disk has: more than tasks can reserve.
  private static final int STORAGE_UNKNOWN = Integer.MAX_VALUE / 2;

  private static final String EXTERNAL = "ecs.capability.external";

  /// The zone that its tasks are in.
  public String zone() {
    return attributes.getOrDefault(Instance.ZONE, instance.zone());
  }

  public static Host of(Instance instance) {
    Map<String, String> attributes =
        instance.attributes().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Attribute::name,
                    attribute -> Objects.requireNonNullElse(attribute.value(), ""),
                    (first, _) -> first));
    return new Host(
        instance,
        instance.capacity(),
        attributes,
        attributes.containsKey(EXTERNAL),
        attributes.get(Instance.CAPACITY_PROVIDER),
        Pool.named(attributes.get(Instance.POOL)),
        storageGib(attributes.getOrDefault(Instance.STORAGE, "")));
  }

  private static int storageGib(String said) {
    return said.matches("\\d{1,9}") ? Integer.parseInt(said) : STORAGE_UNKNOWN;
  }
}
