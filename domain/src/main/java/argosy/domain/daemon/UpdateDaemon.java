package argosy.domain.daemon;

import argosy.domain.cluster.Cluster;
import argosy.domain.error.EcsError;
import argosy.domain.id.DaemonArn;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.DaemonDeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.UpdateDaemonRequest;

/// Decides what changing a daemon means: always a new revision and a new deployment, as with ECS.
/// What is left out stays as it is.
public final class UpdateDaemon {
  private UpdateDaemon() {}

  public static Outcome<Daemon> decide(
      Picture picture,
      DaemonArn arn,
      UpdateDaemonRequest said,
      Instant now,
      RandomGenerator random) {
    Optional<Cluster> cluster = Cluster.active(picture, arn.clusterArn());
    if (cluster.isEmpty()) {
      return Outcome.refused(new EcsError.ClusterNotFound());
    }
    Optional<Daemon> found = picture.find(Daemon.key(arn));
    if (found.isEmpty()) {
      return Outcome.refused(new EcsError.DaemonNotFound());
    }
    if (!found.get().isActive()) {
      return Outcome.refused(new EcsError.DaemonNotActive());
    }
    Optional<EcsError> wrong =
        CheckDaemons.configuration(said.deploymentConfiguration())
            .or(() -> CreateDaemon.propagate(said.propagateTags()));
    if (wrong.isPresent()) {
      return Outcome.refused(wrong.get());
    }
    if (said.capacityProviderArns().isEmpty()) {
      return updated(picture, found.get(), said, found.get().providers(), now, random);
    }
    return switch (CheckDaemons.providers(picture, cluster.get(), said.capacityProviderArns())) {
      case CheckDaemons.Named.Wrong(EcsError error) -> Outcome.refused(error);
      case CheckDaemons.Named.Names(List<String> names) ->
          updated(picture, found.get(), said, names, now, random);
    };
  }

  private static Outcome<Daemon> updated(
      Picture picture,
      Daemon before,
      UpdateDaemonRequest said,
      List<String> providers,
      Instant now,
      RandomGenerator random) {
    DaemonRevision old = picture.find(DaemonRevision.key(before.revision())).orElseThrow();
    Optional<DaemonDefinition> definition =
        said.daemonTaskDefinitionArn() == null
            ? picture.find(DaemonDefinition.key(old.definition()))
            : CreateDaemon.definition(picture, before.arn().cell(), said.daemonTaskDefinitionArn());
    if (definition.isEmpty()) {
      return Outcome.refused(new EcsError.Client("Daemon task definition not found."));
    }
    if (said.daemonTaskDefinitionArn() != null && !definition.get().isActive()) {
      return Outcome.refused(new EcsError.Client("The daemon task definition is not ACTIVE."));
    }
    Daemon daemon =
        before.updated(
            providers, merged(before.configuration(), said.deploymentConfiguration()), now);
    var revision =
        new CreateDaemon.Revised(
                Objects.requireNonNullElse(said.propagateTags(), old.spec().propagateTags()),
                Objects.requireNonNullElse(
                    said.enableECSManagedTags(), old.spec().enableECSManagedTags()),
                Objects.requireNonNullElse(
                    said.enableExecuteCommand(), old.spec().enableExecuteCommand()))
            .revision(daemon, definition.get(), now, random);
    return CreateDaemon.outcome(picture, daemon, revision, now, random);
  }

  private static DaemonDeploymentConfiguration merged(
      DaemonDeploymentConfiguration before, @Nullable DaemonDeploymentConfiguration said) {
    if (said == null) {
      return before;
    }
    return before.toBuilder()
        .drainPercent(Objects.requireNonNullElse(said.drainPercent(), before.drainPercent()))
        .bakeTimeInMinutes(
            Objects.requireNonNullElse(said.bakeTimeInMinutes(), before.bakeTimeInMinutes()))
        .alarms(said.alarms() == null ? before.alarms() : said.alarms())
        .build();
  }
}
