package argosy.domain.daemon;

import argosy.domain.id.DaemonArn;
import argosy.domain.id.DaemonDeploymentArn;
import argosy.domain.state.Entity;
import argosy.domain.state.Key;
import argosy.domain.state.Kind;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.DaemonDeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DaemonDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.DaemonRollback;

/// The way of a daemon from revisions to another, or back.
///
/// @param target the id of the revision that it goes to
/// @param sources the ids of the revisions that had tasks when it began
/// @param reason why it is in its status, and what is in its way
/// @param failures that count
/// @param threshold at so many it is given up; 0 until that is known
/// @param rollback where it goes back to, since when and why; null if it doesn't
public record DaemonDeployment(
    DaemonDeploymentArn arn,
    String target,
    List<String> sources,
    DaemonDeploymentStatus status,
    String reason,
    DaemonDeploymentConfiguration configuration,
    int failures,
    int threshold,
    @Nullable DaemonRollback rollback,
    Times times)
    implements Entity {

  public static final Kind<DaemonDeployment> KIND =
      new Kind<>("daemon-deployment", DaemonDeployment.class, List.of());

  /// Nothing changes in these any more.
  private static final Set<DaemonDeploymentStatus> ENDS =
      EnumSet.of(
          DaemonDeploymentStatus.SUCCESSFUL,
          DaemonDeploymentStatus.STOPPED,
          DaemonDeploymentStatus.ROLLBACK_SUCCESSFUL,
          DaemonDeploymentStatus.ROLLBACK_FAILED);

  /// @param wholeAt since when each instance has its task; null while one lacks it
  /// @param stoppedAt when it was stopped
  /// @param finishedAt when it reached its end
  public record Times(
      Instant createdAt,
      Instant startedAt,
      @Nullable Instant wholeAt,
      @Nullable Instant stoppedAt,
      @Nullable Instant finishedAt) {}

  public DaemonDeployment {
    sources = List.copyOf(sources);
  }

  public static Key<DaemonDeployment> key(DaemonDeploymentArn arn) {
    return KIND.key(Daemon.id(arn.daemon()) + "/" + arn.id());
  }

  @Override
  public Key<DaemonDeployment> key() {
    return key(arn);
  }

  /// All deployments of a daemon that are remembered.
  public static Collection<DaemonDeployment> of(Picture picture, DaemonArn daemon) {
    return picture.startingWith(KIND, Daemon.id(daemon) + "/");
  }

  public boolean isOver() {
    return ENDS.contains(status);
  }

  /// Whether it ended without what it was for, so that nothing more is started by it.
  public boolean isFailed() {
    return status == DaemonDeploymentStatus.STOPPED
        || status == DaemonDeploymentStatus.ROLLBACK_FAILED;
  }

  public boolean isBack() {
    return rollback != null;
  }

  /// In another status, for another reason.
  public DaemonDeployment with(DaemonDeploymentStatus changed, String why, Instant now) {
    boolean ends = ENDS.contains(changed) && times.finishedAt == null;
    var moments =
        new Times(
            times.createdAt,
            times.startedAt,
            times.wholeAt,
            ends && changed == DaemonDeploymentStatus.STOPPED ? now : times.stoppedAt,
            ends ? now : times.finishedAt);
    return new DaemonDeployment(
        arn, target, sources, changed, why, configuration, failures, threshold, rollback, moments);
  }

  public DaemonDeployment counting(int failed, int limit) {
    return new DaemonDeployment(
        arn, target, sources, status, reason, configuration, failed, limit, rollback, times);
  }

  public DaemonDeployment wholeSince(@Nullable Instant since) {
    return new DaemonDeployment(
        arn,
        target,
        sources,
        status,
        reason,
        configuration,
        failures,
        threshold,
        rollback,
        new Times(times.createdAt, times.startedAt, since, times.stoppedAt, times.finishedAt));
  }

  public DaemonDeployment back(DaemonRollback where, String why) {
    return new DaemonDeployment(
        arn,
        target,
        sources,
        DaemonDeploymentStatus.ROLLBACK_IN_PROGRESS,
        why,
        configuration,
        failures,
        threshold,
        where,
        new Times(times.createdAt, times.startedAt, null, null, null));
  }
}
