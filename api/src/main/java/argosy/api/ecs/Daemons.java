package argosy.api.ecs;

import argosy.api.Context;
import argosy.domain.daemon.Daemon;
import argosy.domain.daemon.DaemonRevision;
import argosy.domain.error.EcsError;
import argosy.domain.id.CapacityProviderArn;
import argosy.domain.id.DaemonArn;
import argosy.domain.id.TaskDefinitionArn;
import argosy.domain.instance.Instance;
import argosy.domain.instance.InstanceStatus;
import argosy.domain.state.Picture;
import argosy.domain.task.Task;
import argosy.domain.task.TaskStatus;
import argosy.wire.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.DaemonCapacityProvider;
import software.amazon.awssdk.services.ecs.model.DaemonDeploymentCapacityProvider;
import software.amazon.awssdk.services.ecs.model.DaemonDeploymentRevisionDetail;
import software.amazon.awssdk.services.ecs.model.DaemonDetail;
import software.amazon.awssdk.services.ecs.model.DaemonRevisionDetail;

/// Reads what callers write for daemons and what they have, and says how they look in answers.
final class Daemons {

  /// As many deployments or revisions as ECS describes at once.
  static final int DESCRIBED_MAX = 20;

  private Daemons() {}

  /// The daemon of an ARN. Whether it exists is decided later.
  static Answer named(
      Context context, @Nullable String reference, Function<DaemonArn, Answer> then) {
    if (reference == null || reference.isEmpty()) {
      return Context.invalid("daemonArn is required: the ARN of a daemon.");
    }
    return DaemonArn.parse(reference)
        .filter(arn -> arn.cell().equals(context.cell().id()))
        .map(then)
        .orElseGet(() -> Context.refuse(new EcsError.DaemonNotFound()));
  }

  /// A revision of a daemon's task definition, or the family that is meant.
  static Answer definition(
      Context context, @Nullable String text, Function<TaskDefinitionArn.Reference, Answer> then) {
    return TaskDefinitionArn.Reference.parseDaemon(context.cell().id(), text == null ? "" : text)
        .filter(reference -> !reference.family().isEmpty())
        .map(then)
        .orElseGet(() ->
            Context.refuse(
                new EcsError.Client(
                    "'"
                        + text
                        + "' names no daemon task definition of this account and region: write"
                        + " family, family:revision or its ARN.")));
  }

  /// Refuses to describe none, or too many.
  ///
  /// @param member the name of the list
  static Optional<Answer> count(String member, List<String> arns) {
    return arns.isEmpty() || arns.size() > DESCRIBED_MAX
        ? Optional.of(
            Context.invalid(
                member + " needs 1 to " + DESCRIBED_MAX + " entries, not " + arns.size() + "."))
        : Optional.empty();
  }

  static DaemonDetail detail(Picture picture, Daemon daemon) {
    return DaemonDetail.builder()
        .daemonArn(daemon.arn().toString())
        .clusterArn(daemon.arn().clusterArn().toString())
        .status(daemon.status())
        .currentRevisions(
            DaemonRevision.of(picture, daemon.arn()).stream()
                .filter(revision ->
                    revision.arn().equals(daemon.revision())
                        || !counts(picture, daemon, revision.arn().id()).isEmpty())
                .map(revision -> revision(picture, daemon, revision))
                .toList())
        .deploymentArn(daemon.deploymentArn().toString())
        .createdAt(daemon.createdAt())
        .updatedAt(daemon.updatedAt())
        .build();
  }

  private static DaemonRevisionDetail revision(
      Picture picture, Daemon daemon, DaemonRevision revision) {
    Map<String, Counts> counts = counts(picture, daemon, revision.arn().id());
    return DaemonRevisionDetail.builder()
        .arn(revision.arn().toString())
        .capacityProviders(
            counts.entrySet().stream()
                .map(entry ->
                    DaemonCapacityProvider.builder()
                        .arn(provider(daemon, entry.getKey()))
                        .runningCount(entry.getValue().running + entry.getValue().draining)
                        .build())
                .toList())
        .totalRunningCount(
            counts.values().stream().mapToInt(count -> count.running + count.draining).sum())
        .build();
  }

  /// A revision as its deployments tell of it.
  ///
  /// @param id of the revision
  static DaemonDeploymentRevisionDetail deployed(Picture picture, Daemon daemon, String id) {
    Map<String, Counts> counts = counts(picture, daemon, id);
    return DaemonDeploymentRevisionDetail.builder()
        .arn(new argosy.domain.id.DaemonRevisionArn(daemon.arn(), id).toString())
        .capacityProviders(
            counts.entrySet().stream()
                .map(entry ->
                    DaemonDeploymentCapacityProvider.builder()
                        .arn(provider(daemon, entry.getKey()))
                        .runningInstanceCount(entry.getValue().running)
                        .drainingInstanceCount(entry.getValue().draining)
                        .build())
                .toList())
        .totalRunningInstanceCount(counts.values().stream().mapToInt(Counts::running).sum())
        .totalDrainingInstanceCount(counts.values().stream().mapToInt(Counts::draining).sum())
        .build();
  }

  private static String provider(Daemon daemon, String name) {
    return new CapacityProviderArn(daemon.arn().cell(), name).toString();
  }

  /// On how many instances a daemon runs.
  ///
  /// @param draining on those that are to become empty
  private record Counts(int running, int draining) {
    Counts plus(Counts other) {
      return new Counts(running + other.running, draining + other.draining);
    }
  }

  /// By the names of capacity providers.
  private static Map<String, Counts> counts(Picture picture, Daemon daemon, String revision) {
    Map<String, Counts> counts = new LinkedHashMap<>();
    for (Task task : Task.unstoppedOf(picture, daemon.owner())) {
      String provider = task.launch().capacityProvider();
      if (provider != null
          && revision.equals(task.launch().startedBy())
          && task.last() == TaskStatus.RUNNING) {
        boolean draining =
            picture
                .find(Instance.key(task.instance()))
                .filter(instance -> instance.status() == InstanceStatus.ACTIVE)
                .isEmpty();
        counts.merge(provider, draining ? new Counts(0, 1) : new Counts(1, 0), Counts::plus);
      }
    }
    return counts;
  }
}
