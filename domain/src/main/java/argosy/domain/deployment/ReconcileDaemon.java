package argosy.domain.deployment;

import argosy.domain.cluster.Cluster;
import argosy.domain.daemon.Daemon;
import argosy.domain.daemon.DaemonDeployment;
import argosy.domain.daemon.DaemonRevision;
import argosy.domain.deployment.ReconcileService.Reconciled;
import argosy.domain.id.DaemonArn;
import argosy.domain.network.AddressPool;
import argosy.domain.state.Change;
import argosy.domain.state.Effect;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import argosy.domain.task.Posts;
import argosy.domain.task.Recruits;
import argosy.domain.task.Stop;
import argosy.domain.task.StopCode;
import argosy.domain.task.Task;
import argosy.domain.taskdef.Definition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.ecs.model.DaemonPropagateTags;

/// Decides the next steps of a managed daemon, as [ReconcileService] does of a service.
public final class ReconcileDaemon {
  private ReconcileDaemon() {}

  public static Outcome<Reconciled> decide(
      Picture picture, DaemonArn arn, Instant now, RandomGenerator random) {
    Optional<Daemon> found = picture.find(Daemon.key(arn));
    Optional<Cluster> cluster = Cluster.active(picture, arn.clusterArn());
    if (found.isEmpty() || cluster.isEmpty()) {
      return Outcome.unchanged(Reconciled.DONE);
    }
    Daemon daemon = found.get();
    Observed observed = Observed.of(picture, daemon.owner(), Duration.ZERO, now);
    return daemon.isActive()
        ? new DaemonRound(picture, cluster.get(), daemon, observed, now).perform(random)
        : drain(picture, daemon, observed, now);
  }

  /// Everything goes, and then the daemon with all that is remembered of it.
  private static Outcome<Reconciled> drain(
      Picture picture, Daemon daemon, Observed observed, Instant now) {
    var changes = new ArrayList<Change>();
    var effects = new ArrayList<Effect>();
    List<Seen> alive = observed.alive();
    alive.stream()
        .limit(Carrying.PASS_MAX)
        .forEach(seen -> stop(seen.task(), "Daemon is being deleted", now, changes, effects));
    if (observed.tasks().isEmpty()) {
      DaemonDeployment.of(picture, daemon.arn())
          .forEach(d -> changes.add(new Change.Delete(d.key())));
      DaemonRevision.of(picture, daemon.arn())
          .forEach(r -> changes.add(new Change.Delete(r.key())));
      changes.add(new Change.Delete(daemon.key()));
    }
    boolean more = alive.size() > Carrying.PASS_MAX;
    return new Outcome.Accepted<>(changes, effects, new Reconciled(Optional.empty(), more));
  }

  static void stop(
      Task task, String reason, Instant now, List<Change> changes, List<Effect> effects) {
    changes.add(
        new Change.Put(task.stopping(new Stop(StopCode.SERVICE_SCHEDULER_INITIATED, reason), now)));
    effects.add(new Effect.TellAgent(task.instance(), task.arn()));
  }

  /// The instances that are each to have a task of the daemon's target, or why nobody can tell.
  static Posts.Found posts(Picture picture, Cluster cluster, Daemon daemon) {
    DaemonRevision revision = picture.find(DaemonRevision.key(daemon.revision())).orElseThrow();
    Definition definition = picture.find(Definition.key(revision.definition())).orElseThrow();
    boolean tags = revision.spec().propagateTags() == DaemonPropagateTags.DAEMON;
    return Posts.of(
        picture,
        cluster,
        new Recruits.Wish(
            definition,
            daemon.group(),
            daemon.target(),
            tags ? daemon.tags() : List.of(),
            null,
            Boolean.TRUE.equals(revision.spec().enableECSManagedTags()),
            null,
            daemon.strategy(),
            List.of(),
            List.of(),
            null,
            null,
            AddressPool.of(picture)));
  }
}
