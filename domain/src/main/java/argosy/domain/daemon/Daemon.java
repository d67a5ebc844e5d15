package argosy.domain.daemon;

import argosy.domain.id.ClusterArn;
import argosy.domain.id.DaemonArn;
import argosy.domain.id.DaemonDeploymentArn;
import argosy.domain.id.DaemonRevisionArn;
import argosy.domain.id.InstanceArn;
import argosy.domain.instance.Instance;
import argosy.domain.service.Trial;
import argosy.domain.state.Entity;
import argosy.domain.state.Key;
import argosy.domain.state.Kind;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.DaemonDeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DaemonStatus;
import software.amazon.awssdk.services.ecs.model.Tag;

/// A managed daemon: one task on each instance of its capacity providers.
///
/// @param providers the names of its capacity providers
/// @param configuration how its deployments go
/// @param target the id of the revision that all tasks are to be of
/// @param completed the id of the revision that was last deployed in full; null if none was
/// @param deployment the id of the newest deployment
/// @param trial how the tasks of the target fare
/// @param counted up to which of its stopped tasks failures are counted
/// @param admission which instances take other tasks
/// @param clientToken of the request that made it
public record Daemon(
    DaemonArn arn,
    DaemonStatus status,
    List<String> providers,
    DaemonDeploymentConfiguration configuration,
    String target,
    @Nullable String completed,
    String deployment,
    Trial trial,
    String counted,
    Admission admission,
    List<Tag> tags,
    @Nullable String clientToken,
    Instant createdAt,
    Instant updatedAt,
    long version)
    implements Entity {

  public static final Kind<Daemon> KIND = new Kind<>("daemon", Daemon.class, List.of());

  /// Which instances take other tasks: those on which the daemon has come up once, or which had
  /// joined before it was made, or have waited for it long enough.
  ///
  /// @param until all that had joined by then
  /// @param also those of the later ones that do too
  public record Admission(Instant until, List<InstanceArn> also) {
    public Admission {
      also = List.copyOf(also);
    }

    public boolean has(Instance instance) {
      return !instance.registeredAt().isAfter(until) || also.contains(instance.arn());
    }
  }

  public Daemon {
    providers = List.copyOf(providers);
    tags = List.copyOf(tags);
  }

  public static Key<Daemon> key(DaemonArn arn) {
    return KIND.key(id(arn));
  }

  /// The id of its key, with which those of all that it has begin.
  static String id(DaemonArn arn) {
    return arn.cluster() + "/" + arn.name();
  }

  @Override
  public Key<Daemon> key() {
    return key(arn);
  }

  /// All daemons of a cluster, in the order of their names.
  public static Collection<Daemon> of(Picture picture, ClusterArn cluster) {
    return picture.startingWith(KIND, cluster.name() + "/");
  }

  public boolean isActive() {
    return status == DaemonStatus.ACTIVE;
  }

  /// Its instances, asked for as tasks do it.
  public List<CapacityProviderStrategyItem> strategy() {
    return strategy(providers);
  }

  static List<CapacityProviderStrategyItem> strategy(List<String> providers) {
    return providers.stream()
        .map(
            name -> CapacityProviderStrategyItem.builder().capacityProvider(name).weight(1).build())
        .toList();
  }

  /// The group of its tasks.
  public String group() {
    return "daemon:" + arn.name();
  }

  /// By what its tasks are looked up.
  public String owner() {
    return arn.cluster() + "/" + group();
  }

  public DaemonRevisionArn revision() {
    return new DaemonRevisionArn(arn, target);
  }

  public DaemonDeploymentArn deploymentArn() {
    return new DaemonDeploymentArn(arn, deployment);
  }

  public Daemon with(Trial changed) {
    return copy(target, completed, deployment, changed, counted, admission);
  }

  public Daemon counted(String position) {
    return copy(target, completed, deployment, trial, position, admission);
  }

  public Daemon with(Admission changed) {
    return copy(target, completed, deployment, trial, counted, changed);
  }

  /// With its target deployed in full.
  public Daemon done() {
    return copy(target, target, deployment, trial, counted, admission);
  }

  /// On its way to a revision, for the first time or back.
  public Daemon towards(String revision, String by) {
    return copy(revision, completed, by, Trial.NONE, counted, admission);
  }

  Daemon deleting(Instant now) {
    return new Daemon(
        arn,
        DaemonStatus.DELETE_IN_PROGRESS,
        providers,
        configuration,
        target,
        completed,
        deployment,
        trial,
        counted,
        admission,
        tags,
        clientToken,
        createdAt,
        now,
        version + 1);
  }

  Daemon updated(
      List<String> newProviders, DaemonDeploymentConfiguration newConfiguration, Instant now) {
    return new Daemon(
        arn,
        status,
        newProviders,
        newConfiguration,
        target,
        completed,
        deployment,
        trial,
        counted,
        admission,
        tags,
        clientToken,
        createdAt,
        now,
        version + 1);
  }

  public Daemon tagged(List<Tag> changed) {
    return new Daemon(
        arn,
        status,
        providers,
        configuration,
        target,
        completed,
        deployment,
        trial,
        counted,
        admission,
        changed,
        clientToken,
        createdAt,
        updatedAt,
        version + 1);
  }

  private Daemon copy(
      String newTarget,
      @Nullable String newCompleted,
      String newDeployment,
      Trial newTrial,
      String newCounted,
      Admission newAdmission) {
    return new Daemon(
        arn,
        status,
        providers,
        configuration,
        newTarget,
        newCompleted,
        newDeployment,
        newTrial,
        newCounted,
        newAdmission,
        tags,
        clientToken,
        createdAt,
        updatedAt,
        version + 1);
  }
}
