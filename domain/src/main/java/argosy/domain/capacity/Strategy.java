package argosy.domain.capacity;

import argosy.domain.error.EcsError;
import argosy.domain.state.Picture;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;

/// How tasks are shared among capacity providers: the rules for a strategy, and what ECS echoes of
/// it.
public final class Strategy {

  /// ECS's quota of capacity providers of a cluster, and so in a strategy.
  public static final int PROVIDERS_MAX = 20;

  private static final int WEIGHT_MAX = 1_000;
  private static final int BASE_MAX = 100_000;

  private Strategy() {}

  /// @param associated the names of the cluster's capacity providers
  public static Optional<EcsError> complaint(
      Picture picture, List<CapacityProviderStrategyItem> items, List<String> associated) {
    if (items.size() > PROVIDERS_MAX) {
      return invalid(
          "A capacity provider strategy can contain a maximum of "
              + PROVIDERS_MAX
              + " capacity providers.");
    }
    var names = new HashSet<String>();
    for (CapacityProviderStrategyItem item : items) {
      @Nullable String wrong = wrong(item);
      if (wrong != null) {
        return invalid(wrong);
      }
      if (!names.add(item.capacityProvider())) {
        return invalid(
            "A capacity provider strategy cannot contain duplicate capacity providers: "
                + item.capacityProvider()
                + ".");
      }
      if (!associated.contains(item.capacityProvider())) {
        return invalid(
            "The specified capacity provider strategy cannot contain a capacity provider that is"
                + " not associated with the cluster. Associate the capacity provider with the"
                + " cluster and try again.");
      }
    }
    if (items.stream().filter(item -> number(item.base()) > 0).count() > 1) {
      return invalid(
          "Only one capacity provider in a capacity provider strategy can have a base" + " value.");
    }
    return isMixed(picture, items)
        ? invalid(
            "A capacity provider strategy cannot contain a mix of capacity providers using Auto"
                + " Scaling groups and Fargate providers. Specify one or the other and try again.")
        : Optional.empty();
  }

  private static @Nullable String wrong(CapacityProviderStrategyItem item) {
    if (item.capacityProvider() == null || item.capacityProvider().isEmpty()) {
      return "Each item of a capacity provider strategy needs a capacityProvider.";
    }
    if (number(item.weight()) < 0 || number(item.weight()) > WEIGHT_MAX) {
      return "The weight of a capacity provider must be between 0 and "
          + WEIGHT_MAX
          + ", not "
          + item.weight()
          + ".";
    }
    return number(item.base()) < 0 || number(item.base()) > BASE_MAX
        ? "The base of a capacity provider must be between 0 and "
            + BASE_MAX
            + ", not "
            + item.base()
            + "."
        : null;
  }

  private static boolean isMixed(Picture picture, List<CapacityProviderStrategyItem> items) {
    return items.stream()
            .map(item -> CapacityProvider.find(picture, item.capacityProvider()))
            .flatMap(Optional::stream)
            .map(CapacityProvider::isFargate)
            .collect(Collectors.toSet())
            .size()
        > 1;
  }

  /// What was said, with weight and base spelled out.
  public static List<CapacityProviderStrategyItem> echo(List<CapacityProviderStrategyItem> items) {
    return items.stream()
        .map(item ->
            item.toBuilder().weight(number(item.weight())).base(number(item.base())).build())
        .toList();
  }

  private static int number(@Nullable Integer said) {
    return Objects.requireNonNullElse(said, 0);
  }

  private static Optional<EcsError> invalid(String message) {
    return Optional.of(new EcsError.InvalidParameter(message));
  }
}
