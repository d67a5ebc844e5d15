package argosy.domain.service;

import argosy.domain.capacity.CapacityProvider;
import argosy.domain.capacity.LaunchLimits;
import argosy.domain.capacity.Strategy;
import argosy.domain.cluster.Cluster;
import argosy.domain.error.EcsError;
import argosy.domain.network.CheckNetwork;
import argosy.domain.placement.Rules;
import argosy.domain.state.Picture;
import argosy.domain.tag.Tags;
import argosy.domain.taskdef.Definition;
import argosy.domain.taskdef.NotRunYet;
import argosy.domain.taskdef.Storage;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.AvailabilityZoneRebalancing;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.PlacementConstraint;
import software.amazon.awssdk.services.ecs.model.PlacementConstraintType;
import software.amazon.awssdk.services.ecs.model.PlacementStrategy;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/// What can be wrong with what is said of a service. The first thing that is wrong is told.
final class CheckService {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,255}");
  private static final Pattern TOKEN = Pattern.compile("[!-~]{1,36}");

  /// ECS's quota of tasks of a service.
  static final int DESIRED_MAX = 5_000;

  /// ECS's quota of services of a cluster.
  static final int SERVICES_MAX = 5_000;

  private static final Set<LaunchType> LAUNCH_TYPES =
      Set.of(LaunchType.EC2, LaunchType.FARGATE, LaunchType.EXTERNAL);

  private static final String ZONES = "attribute:ecs.availability-zone";

  private CheckService() {}

  static Optional<EcsError> complaint(Picture picture, Cluster cluster, CreateServiceRequest said) {
    boolean daemon = said.schedulingStrategy() == SchedulingStrategy.DAEMON;
    return first(
        () ->
            unless(
                NAME.matcher(text(said.serviceName())).matches(),
                () ->
                    "serviceName has 1 to 255 letters, digits, hyphens and underscores, not '"
                        + said.serviceName()
                        + "'."),
        () -> token(said.clientToken()),
        () -> words(said),
        () -> CheckController.complaint(said),
        () -> desired(said.desiredCount(), daemon),
        () ->
            unless(
                daemon || said.desiredCount() != null,
                () ->
                    "desiredCount is required: how many tasks a service of the scheduling"
                        + " strategy REPLICA keeps running."),
        () -> launch(said.launchType(), said.capacityProviderStrategy()),
        () -> places(said.placementConstraints(), said.placementStrategy(), daemon),
        () -> grace(said.healthCheckGracePeriodSeconds()),
        () ->
            unless(
                said.role() == null,
                () ->
                    "role is for services with load balancers, which are not built yet. Leave it"
                        + " out."),
        () -> strategy(picture, cluster, said.capacityProviderStrategy(), daemon),
        () -> Tags.complaint(said.tags()));
  }

  static Optional<EcsError> complaint(
      Picture picture, Cluster cluster, Service service, UpdateServiceRequest said) {
    boolean daemon = service.isDaemon();
    return first(
        () -> CheckController.complaint(service, said),
        () -> known("propagateTags", said.propagateTagsAsString(), PropagateTags.knownValues()),
        () ->
            known(
                "availabilityZoneRebalancing",
                said.availabilityZoneRebalancingAsString(),
                AvailabilityZoneRebalancing.knownValues()),
        () ->
            CheckConfiguration.strategy(said.deploymentConfiguration())
                .flatMap(CheckService::invalid),
        () -> desired(said.desiredCount(), daemon),
        () -> places(said.placementConstraints(), said.placementStrategy(), daemon),
        () -> grace(said.healthCheckGracePeriodSeconds()),
        () -> strategy(picture, cluster, said.capacityProviderStrategy(), daemon));
  }

  /// What can be wrong with all of it together, as it is or would be from now on.
  static Optional<EcsError> complaint(software.amazon.awssdk.services.ecs.model.Service spec) {
    boolean daemon = spec.schedulingStrategy() == SchedulingStrategy.DAEMON;
    return first(
        () ->
            CheckConfiguration.complaint(spec.deploymentConfiguration(), daemon)
                .flatMap(CheckService::invalid),
        () -> rebalancing(spec, daemon));
  }

  /// Whether tasks of a definition can be run by it at all.
  static Optional<EcsError> complaint(
      Picture picture,
      Definition definition,
      software.amazon.awssdk.services.ecs.model.Service spec) {
    if (!definition.isActive()) {
      return Optional.of(new EcsError.Client("TaskDefinition is inactive"));
    }
    if (spec.launchType() == LaunchType.EXTERNAL
        && !definition.spec().compatibilities().contains(Compatibility.EXTERNAL)) {
      return invalid("Task definition does not support launch_type EXTERNAL.");
    }
    boolean fargate =
        spec.launchType() == LaunchType.FARGATE
            || spec.capacityProviderStrategy().stream().anyMatch(item -> isFargate(picture, item));
    if (fargate && !definition.spec().compatibilities().contains(Compatibility.FARGATE)) {
      return invalid("Task definition does not support launch_type FARGATE.");
    }
    if (fargate && spec.schedulingStrategy() == SchedulingStrategy.DAEMON) {
      return invalid("The daemon scheduling strategy is not supported with launch type FARGATE.");
    }
    if (!fargate && Storage.isWanted(definition.spec())) {
      return invalid(Storage.FARGATE_ONLY);
    }
    List<String> missing = NotRunYet.of(definition.spec());
    return missing.isEmpty()
        ? CheckNetwork.complaint(picture, definition.spec(), spec.networkConfiguration())
            .or(() -> limits(spec).complaint(fargate))
        : invalid(
            "The task definition "
                + definition.arn().family()
                + ":"
                + definition.arn().revision()
                + " asks for what Argosy does not run yet: "
                + String.join(", ", missing)
                + ".");
  }

  private static LaunchLimits limits(software.amazon.awssdk.services.ecs.model.Service spec) {
    return LaunchLimits.of(
        !spec.placementConstraints().isEmpty() || !spec.placementStrategy().isEmpty(),
        spec.networkConfiguration(),
        spec.platformVersion());
  }

  /// The quota of the cluster.
  static Optional<EcsError> full(Picture picture, Cluster cluster) {
    long living = Service.of(picture, cluster.arn()).stream().filter(Service::lives).count();
    return unless(
        living < SERVICES_MAX,
        () -> "A cluster has at most " + SERVICES_MAX + " services, and this one has as many.");
  }

  static Optional<EcsError> token(@Nullable String said) {
    return unless(
        said == null || TOKEN.matcher(said).matches(),
        () -> "clientToken has 1 to 36 visible ASCII characters.");
  }

  private static Optional<EcsError> words(CreateServiceRequest said) {
    return first(
        () ->
            known(
                "schedulingStrategy",
                said.schedulingStrategyAsString(),
                SchedulingStrategy.knownValues()),
        () -> known("launchType", said.launchTypeAsString(), LaunchType.knownValues()),
        () -> known("propagateTags", said.propagateTagsAsString(), PropagateTags.knownValues()),
        () ->
            known(
                "availabilityZoneRebalancing",
                said.availabilityZoneRebalancingAsString(),
                AvailabilityZoneRebalancing.knownValues()),
        () ->
            CheckConfiguration.strategy(said.deploymentConfiguration())
                .flatMap(CheckService::invalid));
  }

  /// @param spelled as the caller spells it; null if it is left out
  static Optional<EcsError> known(
      String member, @Nullable String spelled, java.util.Set<? extends Enum<?>> values) {
    List<String> all = values.stream().map(Enum::toString).sorted().toList();
    return unless(
        spelled == null || all.contains(spelled),
        () -> member + " must be one of " + String.join(", ", all) + ", not " + spelled + ".");
  }

  private static Optional<EcsError> desired(@Nullable Integer count, boolean daemon) {
    if (count != null && daemon) {
      return invalid(
          "The daemon scheduling strategy does not support a desired count for services. Remove"
              + " the desired count value and try again");
    }
    return unless(
        count == null || (count >= 0 && count <= DESIRED_MAX),
        () -> "desiredCount must be between 0 and " + DESIRED_MAX + ", not " + count + ".");
  }

  static Optional<EcsError> launch(
      @Nullable LaunchType type, List<CapacityProviderStrategyItem> strategy) {
    if (type != null && !strategy.isEmpty()) {
      return invalid(
          "Specifying both a launch type and capacity provider strategy is not supported. Remove"
              + " one and try again.");
    }
    return unless(
        type == null || LAUNCH_TYPES.contains(type),
        () -> "Argosy does not run launch type " + type + " yet; use EC2 or FARGATE.");
  }

  private static Optional<EcsError> places(
      List<PlacementConstraint> constraints, List<PlacementStrategy> strategies, boolean daemon) {
    try {
      var _ = Rules.constraints(constraints, List.of());
      var _ = Rules.strategies(strategies);
    } catch (Rules.Wrong e) {
      return invalid(String.valueOf(e.getMessage()));
    }
    boolean distinct =
        constraints.stream().anyMatch(c -> c.type() == PlacementConstraintType.DISTINCT_INSTANCE);
    return first(
        () ->
            unless(
                !daemon || strategies.isEmpty(),
                () ->
                    "The daemon scheduling strategy does not support placement strategies."
                        + " Remove the placement strategy and try again."),
        () ->
            unless(
                !daemon || !distinct,
                () ->
                    "The daemon scheduling strategy does not support the placement constraint"
                        + " distinctInstance: each instance gets one task anyway. Remove it and"
                        + " try again."));
  }

  private static Optional<EcsError> grace(@Nullable Integer seconds) {
    return unless(
        seconds == null || seconds >= 0,
        () ->
            "healthCheckGracePeriodSeconds must be between 0 and "
                + Integer.MAX_VALUE
                + ", not "
                + seconds
                + ".");
  }

  static Optional<EcsError> strategy(
      Picture picture, Cluster cluster, List<CapacityProviderStrategyItem> said, boolean daemon) {
    if (daemon && !said.isEmpty()) {
      return invalid(
          "The daemon scheduling strategy does not support a capacity provider strategy. Remove"
              + " it and try again.");
    }
    return Strategy.complaint(picture, said, cluster.capacity().providers())
        .or(() ->
            unless(
                said.isEmpty() || said.stream().anyMatch(CheckService::hasWeight),
                () -> "At least one capacity provider of a strategy needs a weight over 0."))
        .or(() ->
            unless(
                said.stream().filter(item -> isFargate(picture, item)).count()
                        % Math.max(1, said.size())
                    == 0,
                () ->
                    "A capacity provider strategy cannot contain a mix of capacity providers using"
                        + " Auto Scaling groups and Fargate capacity providers."));
  }

  private static boolean isFargate(Picture picture, CapacityProviderStrategyItem item) {
    return CapacityProvider.find(picture, item.capacityProvider())
        .filter(CapacityProvider::isFargate)
        .isPresent();
  }

  /// As ECS echoes a strategy, an item without a weight has none.
  private static boolean hasWeight(CapacityProviderStrategyItem item) {
    return Strategy.echo(List.of(item)).getFirst().weight() > 0;
  }

  /// ECS wants room to start tasks elsewhere first, and a strategy that begins with the zones.
  private static Optional<EcsError> rebalancing(
      software.amazon.awssdk.services.ecs.model.Service spec, boolean daemon) {
    if (spec.availabilityZoneRebalancing() != AvailabilityZoneRebalancing.ENABLED) {
      return Optional.empty();
    }
    int most = Objects.requireNonNullElse(spec.deploymentConfiguration().maximumPercent(), 0);
    return first(
        () ->
            unless(
                !daemon,
                () ->
                    "Availability Zone rebalancing does not support the daemon scheduling"
                        + " strategy."),
        () ->
            unless(
                most > 100,
                () ->
                    "Availability Zone rebalancing needs a maximumPercent over 100, not "
                        + most
                        + "."),
        () ->
            unless(
                spec.placementStrategy().isEmpty()
                    || text(spec.placementStrategy().getFirst().field()).equals(ZONES),
                () ->
                    "Availability Zone rebalancing needs no placement strategy, or spread over "
                        + ZONES
                        + " as the first one."));
  }

  static boolean isExternal(software.amazon.awssdk.services.ecs.model.Service spec) {
    return spec.deploymentController() != null
        && spec.deploymentController().type() == DeploymentControllerType.EXTERNAL;
  }

  private static String text(@Nullable String said) {
    return Objects.requireNonNullElse(said, "");
  }

  @SafeVarargs
  static Optional<EcsError> first(Supplier<Optional<EcsError>>... checks) {
    for (Supplier<Optional<EcsError>> check : checks) {
      Optional<EcsError> wrong = check.get();
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return Optional.empty();
  }

  static Optional<EcsError> unless(boolean fine, Supplier<String> message) {
    return fine ? Optional.empty() : invalid(message.get());
  }

  static Optional<EcsError> invalid(String message) {
    return Optional.of(new EcsError.InvalidParameter(message));
  }
}
