package argosy.domain.task;

import argosy.domain.capacity.CapacityProvider;
import argosy.domain.capacity.LaunchLimits;
import argosy.domain.capacity.Strategy;
import argosy.domain.cluster.Cluster;
import argosy.domain.error.EcsError;
import argosy.domain.placement.Ledger;
import argosy.domain.state.Picture;
import argosy.domain.taskdef.Storage;
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
  static final Route FARGATE = new Route(LaunchType.FARGATE, null, 0, 1);
  static final Route EXTERNAL = new Route(LaunchType.EXTERNAL, null, 0, 1);

  private static final String UNFIT = "Task definition does not support launch_type FARGATE.";

  /// The ways of a request, or why there is none.
  sealed interface Routes {
    record Ways(List<Route> all) implements Routes {}

    record Refused(EcsError error) implements Routes {}
  }

  /// Whether an instance lies on it.
  boolean reaches(Ledger ledger) {
    return isFargate()
        ? ledger.pool().isFargate()
        : ledger.pool().isInstance()
            && ledger.isExternal() == (type == LaunchType.EXTERNAL)
            && (provider == null || ledger.isOf(provider));
  }

  boolean isFargate() {
    return type == LaunchType.FARGATE;
  }

  /// Whether its tasks have what Fargate leaves free, and give way to it.
  boolean isSpot() {
    return CapacityProvider.SPOT.equals(provider);
  }

  /// What users ask for: one of the two, or neither.
  ///
  /// @param type a launch type as they spell it
  record Asked(
      @Nullable String type, List<CapacityProviderStrategyItem> strategy, LaunchLimits limits) {}

  /// @param spec of the tasks
  static Routes of(Picture picture, Cluster cluster, Asked asked, TaskDefinition spec) {
    if (asked.type != null && !asked.strategy.isEmpty()) {
      return refused(
          "Specifying both a launch type and capacity provider strategy is not supported. Remove"
              + " one and try again.");
    }
    Routes routes =
        asked.type != null ? of(asked.type, spec) : of(picture, cluster, asked.strategy, spec);
    return switch (routes) {
      case Routes.Refused refused -> refused;
      case Routes.Ways(List<Route> all) ->
          all.stream()
              .flatMap(way -> way.complaint(asked, spec).stream())
              .findFirst()
              .<Routes>map(Routes.Refused::new)
              .orElse(routes);
    };
  }

  /// What is said that tasks can't have on it.
  private Optional<EcsError> complaint(Asked asked, TaskDefinition spec) {
    return !isFargate() && Storage.isWanted(spec)
        ? Optional.of(new EcsError.InvalidParameter(Storage.FARGATE_ONLY))
        : asked.limits.complaint(isFargate());
  }

  private static Routes of(
      Picture picture,
      Cluster cluster,
      List<CapacityProviderStrategyItem> said,
      TaskDefinition spec) {
    List<CapacityProviderStrategyItem> strategy =
        said.isEmpty() ? cluster.capacity().strategy() : said;
    if (strategy.isEmpty()) {
      return new Routes.Ways(List.of(EC2));
    }
    Optional<EcsError> wrong =
        Strategy.complaint(picture, strategy, cluster.capacity().providers());
    return wrong.isPresent()
        ? new Routes.Refused(wrong.get())
        : providers(picture, Strategy.echo(strategy), spec);
  }

  private static Routes of(String spelled, TaskDefinition spec) {
    LaunchType type = LaunchType.fromValue(spelled);
    if (type == LaunchType.EC2) {
      return new Routes.Ways(List.of(EC2));
    }
    if (type == LaunchType.FARGATE) {
      return fits(spec) ? new Routes.Ways(List.of(FARGATE)) : refused(UNFIT);
    }
    if (type == LaunchType.EXTERNAL) {
      return spec.compatibilities().contains(Compatibility.EXTERNAL)
          ? new Routes.Ways(List.of(EXTERNAL))
          : refused("Task definition does not support launch_type EXTERNAL.");
    }
    return refused("Argosy does not run launch type " + spelled + " yet; use EC2 or FARGATE.");
  }

  private static boolean fits(TaskDefinition spec) {
    return spec.compatibilities().contains(Compatibility.FARGATE);
  }

  private static Routes providers(
      Picture picture, List<CapacityProviderStrategyItem> all, TaskDefinition spec) {
    long fargate =
        all.stream()
            .flatMap(item -> CapacityProvider.find(picture, item.capacityProvider()).stream())
            .filter(CapacityProvider::isFargate)
            .count();
    if (fargate > 0 && fargate < all.size()) {
      return refused(
          "A capacity provider strategy cannot contain a mix of capacity providers using Auto"
              + " Scaling groups and Fargate capacity providers.");
    }
    if (fargate > 0 && !fits(spec)) {
      return refused(UNFIT);
    }
    if (all.stream().allMatch(item -> item.weight() == 0)) {
      return refused("At least one capacity provider of a strategy needs a weight over 0.");
    }
    LaunchType type = fargate > 0 ? LaunchType.FARGATE : LaunchType.EC2;
    return new Routes.Ways(
        all.stream()
            .map(item -> new Route(type, item.capacityProvider(), item.base(), item.weight()))
            .toList());
  }

  private static Routes refused(String message) {
    return new Routes.Refused(new EcsError.InvalidParameter(message));
  }
}
