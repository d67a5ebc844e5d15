package argosy.domain.daemon;

import argosy.domain.capacity.CapacityProvider;
import argosy.domain.capacity.Strategy;
import argosy.domain.cluster.Cluster;
import argosy.domain.error.EcsError;
import argosy.domain.id.CapacityProviderArn;
import argosy.domain.state.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.DaemonDeploymentConfiguration;

/// What can be wrong with what is said of a daemon, and what is meant where nothing is said.
final class CheckDaemons {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,255}");
  private static final double DRAIN_LEAST = 0.0;
  private static final double DRAIN_MOST = 100.0;
  private static final double DRAIN_DEFAULT = 25.0;

  /// A day.
  private static final int BAKE_MOST = 1_440;

  private CheckDaemons() {}

  /// The names of capacity providers, or what is wrong with them.
  sealed interface Named {
    record Names(List<String> all) implements Named {}

    record Wrong(EcsError error) implements Named {}
  }

  static Optional<EcsError> name(@Nullable String said) {
    return said != null && NAME.matcher(said).matches()
        ? Optional.empty()
        : invalid(
            "daemonName has 1 to 255 letters, digits, hyphens and underscores, not '"
                + said
                + "'.");
  }

  static Named providers(Picture picture, Cluster cluster, List<String> said) {
    if (said.isEmpty()) {
      return wrong("capacityProviderArns needs at least one capacity provider.");
    }
    List<String> names = new ArrayList<>();
    for (String reference : said) {
      Optional<CapacityProviderArn> arn =
          CapacityProviderArn.parse(cluster.arn().cell(), reference);
      Optional<CapacityProvider> found = arn.flatMap(a -> CapacityProvider.find(picture, a.name()));
      if (found.isEmpty()) {
        return wrong("The specified capacity provider '" + reference + "' was not found.");
      }
      if (found.get().isFargate()) {
        return wrong(
            "A daemon runs on instances, which "
                + found.get().name()
                + " has none of. Name a capacity provider of instances.");
      }
      names.add(found.get().name());
    }
    Optional<EcsError> complaint =
        Strategy.complaint(picture, Daemon.strategy(names), cluster.capacity().providers());
    return complaint.isPresent() ? new Named.Wrong(complaint.get()) : new Named.Names(names);
  }

  static Optional<EcsError> configuration(@Nullable DaemonDeploymentConfiguration said) {
    if (said == null) {
      return Optional.empty();
    }
    Double drain = said.drainPercent();
    if (drain != null && !(drain >= DRAIN_LEAST && drain <= DRAIN_MOST)) {
      return invalid("drainPercent must be between 0.0 and 100.0, not " + drain + ".");
    }
    Integer bake = said.bakeTimeInMinutes();
    if (bake != null && (bake < 0 || bake > BAKE_MOST)) {
      return invalid("bakeTimeInMinutes must be between 0 and 1440, not " + bake + ".");
    }
    return said.alarms() != null && Boolean.TRUE.equals(said.alarms().enable())
        ? invalid(
            "Argosy does not support deploymentConfiguration.alarms here yet. Leave it out;"
                + " docs/compat.md says what is built.")
        : Optional.empty();
  }

  /// With what is meant where nothing is said.
  static DaemonDeploymentConfiguration complete(@Nullable DaemonDeploymentConfiguration said) {
    var all = said == null ? DaemonDeploymentConfiguration.builder() : said.toBuilder();
    if (said == null || said.drainPercent() == null) {
      all.drainPercent(DRAIN_DEFAULT);
    }
    if (said == null || said.bakeTimeInMinutes() == null) {
      all.bakeTimeInMinutes(0);
    }
    return all.build();
  }

  private static Named wrong(String message) {
    return new Named.Wrong(new EcsError.InvalidParameter(message));
  }

  private static Optional<EcsError> invalid(String message) {
    return Optional.of(new EcsError.InvalidParameter(message));
  }
}
