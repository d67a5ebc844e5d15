package argosy.domain.daemon;

import argosy.domain.cluster.Cluster;
import argosy.domain.error.EcsError;
import argosy.domain.id.CellId;
import argosy.domain.id.ClusterArn;
import argosy.domain.id.DaemonArn;
import argosy.domain.id.TaskDefinitionArn;
import argosy.domain.service.Trial;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import argosy.domain.tag.Tags;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.CreateDaemonRequest;
import software.amazon.awssdk.services.ecs.model.DaemonPropagateTags;
import software.amazon.awssdk.services.ecs.model.DaemonStatus;

/// Decides what making a daemon means: it is there with its first deployment, which the reconciler
/// then fills.
public final class CreateDaemon {
  private CreateDaemon() {}

  public static Outcome<Daemon> decide(
      Picture picture,
      ClusterArn cluster,
      CreateDaemonRequest said,
      Instant now,
      RandomGenerator random) {
    Optional<Cluster> found = Cluster.active(picture, cluster);
    if (found.isEmpty()) {
      return Outcome.refused(new EcsError.ClusterNotFound());
    }
    Optional<EcsError> wrong =
        CheckDaemons.name(said.daemonName())
            .or(() -> CheckDaemons.configuration(said.deploymentConfiguration()))
            .or(() -> propagate(said.propagateTags()))
            .or(() -> Tags.complaint(said.tags()));
    if (wrong.isPresent()) {
      return Outcome.refused(wrong.get());
    }
    var arn = new DaemonArn(cluster.cell(), cluster.name(), said.daemonName());
    Optional<Daemon> before = picture.find(Daemon.key(arn));
    if (before.isPresent()) {
      boolean again =
          said.clientToken() != null && said.clientToken().equals(before.get().clientToken());
      return again
          ? Outcome.unchanged(before.get())
          : Outcome.refused(
              new EcsError.InvalidParameter(
                  before.get().isActive()
                      ? "A daemon of the name " + said.daemonName() + " is there already."
                      : "The daemon " + said.daemonName() + " is still being deleted."));
    }
    return switch (CheckDaemons.providers(picture, found.get(), said.capacityProviderArns())) {
      case CheckDaemons.Named.Wrong(EcsError error) -> Outcome.refused(error);
      case CheckDaemons.Named.Names(List<String> names) ->
          made(picture, arn, said, names, now, random);
    };
  }

  private static Outcome<Daemon> made(
      Picture picture,
      DaemonArn arn,
      CreateDaemonRequest said,
      List<String> providers,
      Instant now,
      RandomGenerator random) {
    Optional<DaemonDefinition> definition =
        definition(picture, arn.cell(), said.daemonTaskDefinitionArn());
    if (definition.isEmpty()) {
      return Outcome.refused(new EcsError.Client("Daemon task definition not found."));
    }
    if (!definition.get().isActive()) {
      return Outcome.refused(new EcsError.Client("The daemon task definition is not ACTIVE."));
    }
    var daemon =
        new Daemon(
            arn,
            DaemonStatus.ACTIVE,
            providers,
            CheckDaemons.complete(said.deploymentConfiguration()),
            "",
            null,
            "",
            Trial.NONE,
            "",
            new Daemon.Admission(now, List.of()),
            said.tags(),
            said.clientToken(),
            now,
            now,
            0);
    var revision =
        new Revised(said.propagateTags(), said.enableECSManagedTags(), said.enableExecuteCommand())
            .revision(daemon, definition.get(), now, random);
    return outcome(picture, daemon, revision, now, random);
  }

  static Outcome<Daemon> outcome(
      Picture picture,
      Daemon daemon,
      DaemonRevision revision,
      Instant now,
      RandomGenerator random) {
    var changes = DaemonChanges.begin(picture, daemon, revision, now, random);
    Daemon after = picture.apply(changes).find(daemon.key()).orElseThrow();
    return new Outcome.Accepted<>(changes, List.of(), after);
  }

  /// What a revision takes from a request besides the definition.
  record Revised(
      @Nullable DaemonPropagateTags propagate, @Nullable Boolean managed, @Nullable Boolean exec) {
    DaemonRevision revision(
        Daemon daemon, DaemonDefinition definition, Instant now, RandomGenerator random) {
      var arn = DaemonChanges.revision(daemon, random);
      return new DaemonRevision(
          arn,
          definition.arn(),
          software.amazon.awssdk.services.ecs.model.DaemonRevision.builder()
              .daemonRevisionArn(arn.toString())
              .clusterArn(daemon.arn().clusterArn().toString())
              .daemonArn(daemon.arn().toString())
              .daemonTaskDefinitionArn(definition.arn().toString())
              .createdAt(now)
              .propagateTags(Objects.requireNonNullElse(propagate, DaemonPropagateTags.NONE))
              .enableECSManagedTags(Boolean.TRUE.equals(managed))
              .enableExecuteCommand(Boolean.TRUE.equals(exec))
              .build());
    }
  }

  static Optional<EcsError> propagate(@Nullable DaemonPropagateTags said) {
    return said == DaemonPropagateTags.UNKNOWN_TO_SDK_VERSION
        ? Optional.of(new EcsError.InvalidParameter("propagateTags must be DAEMON or NONE."))
        : Optional.empty();
  }

  static Optional<DaemonDefinition> definition(
      Picture picture, CellId cell, @Nullable String reference) {
    return TaskDefinitionArn.Reference.parseDaemon(cell, Objects.requireNonNullElse(reference, ""))
        .flatMap(parsed -> DaemonDefinition.find(picture, cell, parsed));
  }
}
