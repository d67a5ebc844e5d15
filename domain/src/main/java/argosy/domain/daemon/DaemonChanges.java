package argosy.domain.daemon;

import argosy.domain.id.DaemonDeploymentArn;
import argosy.domain.id.DaemonRevisionArn;
import argosy.domain.id.Ids;
import argosy.domain.state.Change;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.ecs.model.DaemonDeploymentStatus;

/// How a new deployment of a daemon begins.
final class DaemonChanges {

  /// So many deployments are remembered of a daemon, and so many revisions besides those in use.
  private static final int KEPT = 100;

  private DaemonChanges() {}

  /// A daemon on its way to a revision of its own, with all that this changes.
  static List<Change> begin(
      Picture picture,
      Daemon daemon,
      DaemonRevision revision,
      Instant now,
      RandomGenerator random) {
    List<Change> changes = new ArrayList<>();
    var deployment = new DaemonDeploymentArn(daemon.arn(), Ids.deployment(random));
    List<DaemonDeployment> before = List.copyOf(DaemonDeployment.of(picture, daemon.arn()));
    before.stream()
        .filter(old -> !old.isOver())
        .map(old ->
            old.with(
                DaemonDeploymentStatus.STOPPED,
                "A newer deployment, " + deployment.id() + ", has taken its place.",
                now))
        .forEach(old -> changes.add(new Change.Put(old)));
    List<String> sources = before.isEmpty() ? List.of() : List.of(daemon.target());
    changes.add(new Change.Put(revision));
    changes.add(
        new Change.Put(
            new DaemonDeployment(
                deployment,
                revision.arn().id(),
                sources,
                DaemonDeploymentStatus.IN_PROGRESS,
                "The deployment is in progress.",
                daemon.configuration(),
                0,
                0,
                null,
                new DaemonDeployment.Times(now, now, null, null, null))));
    changes.add(new Change.Put(daemon.towards(revision.arn().id(), deployment.id())));
    forget(picture, daemon, changes);
    return changes;
  }

  static DaemonRevisionArn revision(Daemon daemon, RandomGenerator random) {
    return new DaemonRevisionArn(daemon.arn(), Ids.uuid(random));
  }

  /// The oldest are forgotten, but never those in use.
  private static void forget(Picture picture, Daemon daemon, List<Change> changes) {
    DaemonDeployment.of(picture, daemon.arn()).stream()
        .filter(DaemonDeployment::isOver)
        .sorted(Comparator.comparing((DaemonDeployment d) -> d.times().createdAt()).reversed())
        .skip(KEPT)
        .forEach(old -> changes.add(new Change.Delete(old.key())));
    DaemonRevision.of(picture, daemon.arn()).stream()
        .filter(old -> !old.arn().id().equals(daemon.target()))
        .filter(old -> !old.arn().id().equals(daemon.completed()))
        .sorted(Comparator.comparing((DaemonRevision r) -> r.spec().createdAt()).reversed())
        .skip(KEPT)
        .forEach(old -> changes.add(new Change.Delete(old.key())));
  }
}
