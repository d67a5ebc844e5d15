package argosy.domain.task;

import argosy.domain.capacity.CapacityProvider;
import argosy.domain.capacity.Strategy;
import argosy.domain.cluster.Cluster;
import argosy.domain.error.EcsError;
import argosy.domain.placement.Ledger;
import argosy.domain.state.Picture;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/// Through what tasks get their room: a launch type, or one of several capacity providers.
///
/// @param provider null for a launch type
/// @param base so many tasks of a request go this way before any other
/// @param weight its share of the tasks beyond the base
record Route(LaunchType type, @Nullable String provider, int base, int weight) {

  static final Route EC2 = new Route(LaunchType.EC2, null, 0, 1);
  static final Route EXTERNAL = new Route(LaunchType.EXTERNAL, null, 0, 1);

  /// The ways of a request, or why there is none.
  sealed interface Routes {
    record Ways(List<Route> all) implements Routes {}

    record Refused(EcsError error) implements Routes {}
  }

  /// Whether an instance lies on it.
  boolean reaches(Ledger ledger) {
    return ledger.isExternal() == (type == LaunchType.EXTERNAL)
        && (provider == null || ledger.isOf(provider));
  }

  /// What users ask for: one of the two, or neither.
  ///
  /// @param type a launch type as they spell it
  record Asked(@Nullable String type, List<CapacityProviderStrategyItem> strategy) {}

  /// @param spec of the tasks
  static Routes of(Picture picture, Cluster cluster, Asked asked, TaskDefinition spec) {
    if (asked.type != null && !asked.strategy.isEmpty()) {
      return refused(
          "Specifying both a launch type and capacity provider strategy is not supported. Remove"
              + " one and try again.");
    }
    if (asked.type != null) {
      return of(asked.type, spec);
    }
    List<CapacityProviderStrategyItem> strategy =
        asked.strategy.isEmpty() ? cluster.capacity().strategy() : asked.strategy;
    return strategy.isEmpty()
        ? new Routes.Ways(List.of(EC2))
        : of(picture, strategy, cluster.capacity().providers());
  }

  private static Routes of(String spelled, TaskDefinition spec) {
    LaunchType type = LaunchType.fromValue(spelled);
    if (type == LaunchType.EC2) {
      return new Routes.Ways(List.of(EC2));
    }
    if (type == LaunchType.EXTERNAL) {
      return spec.compatibilities().contains(Compatibility.EXTERNAL)
          ? new Routes.Ways(List.of(EXTERNAL))
          : refused("Task definition does not support launch_type EXTERNAL.");
    }
    return refused(
        "Argosy does not run launch type "
            + spelled
            + " yet; use EC2 and a task definition in network mode bridge, host or none.");
  }

  private static Routes of(
      Picture picture, List<CapacityProviderStrategyItem> strategy, List<String> associated) {
    Optional<EcsError> wrong = Strategy.complaint(picture, strategy, associated);
    if (wrong.isPresent()) {
      return new Routes.Refused(wrong.get());
    }
    List<CapacityProviderStrategyItem> all = Strategy.echo(strategy);
    for (CapacityProviderStrategyItem item : all) {
      Optional<CapacityProvider> provider = CapacityProvider.find(picture, item.capacityProvider());
      if (provider.filter(CapacityProvider::isFargate).isPresent()) {
        return refused(
            "Argosy does not run tasks on the capacity provider "
                + item.capacityProvider()
                + " yet; name one of instances, or launchType EC2.");
      }
    }
    if (all.stream().allMatch(item -> item.weight() == 0)) {
      return refused("At least one capacity provider of a strategy needs a weight over 0.");
    }
    return new Routes.Ways(
        all.stream()
            .map(item ->
                new Route(LaunchType.EC2, item.capacityProvider(), item.base(), item.weight()))
            .toList());
  }

  private static Routes refused(String message) {
    return new Routes.Refused(new EcsError.InvalidParameter(message));
  }
}
