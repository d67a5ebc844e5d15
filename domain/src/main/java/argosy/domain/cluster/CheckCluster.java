package argosy.domain.cluster;

import argosy.domain.capacity.CapacityProvider;
import argosy.domain.capacity.Strategy;
import argosy.domain.error.EcsError;
import argosy.domain.state.Picture;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.ClusterConfiguration;
import software.amazon.awssdk.services.ecs.model.ClusterServiceConnectDefaultsRequest;
import software.amazon.awssdk.services.ecs.model.ClusterSetting;
import software.amazon.awssdk.services.ecs.model.ClusterSettingName;
import software.amazon.awssdk.services.ecs.model.ExecuteCommandConfiguration;
import software.amazon.awssdk.services.ecs.model.ExecuteCommandLogging;

/// What is wrong with the members of a cluster that users specify.
final class CheckCluster {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_-]{0,254}");
  private static final Set<String> INSIGHTS = Set.of("enabled", "disabled", "enhanced");
  private static final Pattern NAMESPACE =
      Pattern.compile("arn:aws[a-z-]*:servicediscovery:[^:]+:\\d{12}:namespace/.+");

  private CheckCluster() {}

  static Optional<EcsError> name(String name) {
    return NAME.matcher(name).matches()
        ? Optional.empty()
        : invalid(
            "Invalid cluster name '"
                + name
                + "': a name has 1 to 255 letters, digits, hyphens and underscores.");
  }

  static Optional<EcsError> settings(List<ClusterSetting> settings) {
    for (ClusterSetting setting : settings) {
      if (setting.name() != ClusterSettingName.CONTAINER_INSIGHTS) {
        return invalid(
            "Invalid cluster setting name '"
                + setting.nameAsString()
                + "': it must be containerInsights.");
      }
      if (setting.value() == null || !INSIGHTS.contains(setting.value())) {
        return invalid(
            "Invalid value '"
                + setting.value()
                + "' for the cluster setting containerInsights: it must be enabled, disabled or"
                + " enhanced.");
      }
    }
    return settings.size() > 1
        ? invalid("The cluster setting containerInsights stands there twice.")
        : Optional.empty();
  }

  static Optional<EcsError> configuration(@Nullable ClusterConfiguration configuration) {
    ExecuteCommandConfiguration exec =
        configuration == null ? null : configuration.executeCommandConfiguration();
    if (exec == null) {
      return Optional.empty();
    }
    if (exec.logging() == ExecuteCommandLogging.UNKNOWN_TO_SDK_VERSION) {
      return invalid(
          "executeCommandConfiguration.logging must be NONE, DEFAULT or OVERRIDE, not "
              + exec.loggingAsString()
              + ".");
    }
    boolean override = exec.logging() == ExecuteCommandLogging.OVERRIDE;
    return override == (exec.logConfiguration() != null)
        ? Optional.empty()
        : invalid(
            "executeCommandConfiguration needs a logConfiguration if logging is OVERRIDE, and"
                + " only then.");
  }

  /// A name would have to be looked up or made in Cloud Map, which isn't there yet.
  static Optional<EcsError> serviceConnect(
      @Nullable ClusterServiceConnectDefaultsRequest defaults) {
    if (defaults == null || (defaults.namespace() != null && defaults.namespace().isEmpty())) {
      return Optional.empty();
    }
    return defaults.namespace() != null && NAMESPACE.matcher(defaults.namespace()).matches()
        ? Optional.empty()
        : invalid(
            "serviceConnectDefaults.namespace must be the ARN of a Cloud Map namespace, not '"
                + defaults.namespace()
                + "'. Argosy can't look up or make a namespace by its name yet.");
  }

  static Optional<EcsError> capacity(
      Picture picture, List<String> providers, List<CapacityProviderStrategyItem> strategy) {
    if (providers.size() > Strategy.PROVIDERS_MAX) {
      return invalid(
          "A cluster can be associated with a maximum of "
              + Strategy.PROVIDERS_MAX
              + " capacity providers.");
    }
    for (String name : providers) {
      if (CapacityProvider.find(picture, name).isEmpty()) {
        return invalid(
            "The specified capacity provider was not found. Specify a valid name or ARN and try"
                + " again: "
                + name
                + ".");
      }
    }
    return new HashSet<>(providers).size() < providers.size()
        ? invalid("A capacity provider can be associated with a cluster only once.")
        : Strategy.complaint(picture, strategy, providers);
  }

  private static Optional<EcsError> invalid(String message) {
    return Optional.of(new EcsError.InvalidParameter(message));
  }
}
