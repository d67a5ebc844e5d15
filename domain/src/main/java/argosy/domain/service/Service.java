package argosy.domain.service;

import argosy.domain.id.ClusterArn;
import argosy.domain.id.ServiceArn;
import argosy.domain.id.ServiceDeploymentArn;
import argosy.domain.state.Entity;
import argosy.domain.state.Index;
import argosy.domain.state.Key;
import argosy.domain.state.Kind;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.AvailabilityZoneRebalancing;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.Tag;

/// A service: so many tasks of a definition that are kept running.
///
/// @param spec what it is meant to be, as answers say it; what changes by itself, such as counts,
///   deployments and events, is not in it
/// @param deployments the PRIMARY one first; none once it is INACTIVE
/// @param standing how it stands, so that the same is not said again and again
/// @param rollout the id of its newest service deployment; null if it never had one
/// @param completed the id of the revision that was last deployed in full; null if none was
/// @param counted up to which of its stopped tasks failures are counted: a position in the index of
///   stopped tasks
/// @param deletedAt when it became INACTIVE; null before
public record Service(
    ServiceArn arn,
    ServiceStatus status,
    software.amazon.awssdk.services.ecs.model.Service spec,
    List<Deployment> deployments,
    Standing standing,
    @Nullable String rollout,
    @Nullable String completed,
    String counted,
    List<Tag> tags,
    Instant createdAt,
    @Nullable Instant deletedAt,
    long version)
    implements Entity {

  /// The INACTIVE services by when they were deleted, the first first.
  public static final Index<Service> DELETED =
      new Index<>(
          "service-deleted", service -> Optional.ofNullable(service.deletedAt).map(Index::ordered));

  /// The services that are not what they are meant to be, by their clusters.
  private static final Index<Service> WAITING =
      new Index<>(
          "service-waiting",
          service ->
              service.lives() && service.isWaiting()
                  ? Optional.of(service.arn.cluster())
                  : Optional.empty());

  public static final Kind<Service> KIND =
      new Kind<>("service", Service.class, List.of(DELETED, WAITING));

  public Service {
    deployments = List.copyOf(deployments);
    counted = Objects.requireNonNullElse(counted, "");
  }

  public static Key<Service> key(ServiceArn arn) {
    return KIND.key(id(arn));
  }

  /// The id of its key, with which those of all that it has begin.
  static String id(ServiceArn arn) {
    return arn.cluster() + "/" + arn.name();
  }

  @Override
  public Key<Service> key() {
    return key(arn);
  }

  /// All services of a cluster that are remembered, in the order of their names.
  public static Collection<Service> of(Picture picture, ClusterArn cluster) {
    return picture.startingWith(KIND, cluster.name() + "/");
  }

  /// A service that isn't INACTIVE.
  public static Optional<Service> living(Picture picture, ServiceArn arn) {
    return picture.find(key(arn)).filter(Service::lives);
  }

  /// The services of a cluster that may start tasks when there is more room.
  public static Collection<Service> waiting(Picture picture, ClusterArn cluster) {
    return picture.by(WAITING, cluster.name());
  }

  /// The services of a cluster that are to have a task on each of its instances.
  public static List<Service> daemons(Picture picture, ClusterArn cluster) {
    return waiting(picture, cluster).stream()
        .filter(service -> service.isDaemon() && service.status() == ServiceStatus.ACTIVE)
        .toList();
  }

  /// A DAEMON waits for ever, since each new instance is to have a task, and so does a service that
  /// is to be even.
  private boolean isWaiting() {
    return isDaemon()
        || spec.availabilityZoneRebalancing() == AvailabilityZoneRebalancing.ENABLED
        || !standing.complaint().isEmpty();
  }

  public boolean lives() {
    return status != ServiceStatus.INACTIVE;
  }

  /// How many tasks it is to have; of a DAEMON that depends on the instances.
  public int desired() {
    return status == ServiceStatus.ACTIVE ? Objects.requireNonNullElse(spec.desiredCount(), 0) : 0;
  }

  public boolean isDaemon() {
    return spec.schedulingStrategy() == SchedulingStrategy.DAEMON;
  }

  /// Whether ECS itself replaces its tasks, and nobody from outside by means of task sets.
  public boolean isRolled() {
    return spec.deploymentController() == null
        || spec.deploymentController().type() == DeploymentControllerType.ECS;
  }

  /// The group of its tasks.
  public String group() {
    return "service:" + arn.name();
  }

  /// The deployment that all tasks are to be of in the end.
  public Optional<Deployment> primary() {
    return deployments.stream().findFirst();
  }

  public Optional<Deployment> deployment(String id) {
    return deployments.stream().filter(deployment -> deployment.id().equals(id)).findFirst();
  }

  public Optional<ServiceDeploymentArn> rolloutArn() {
    return Optional.ofNullable(rollout).map(id -> new ServiceDeploymentArn(arn, id));
  }

  public Service with(software.amazon.awssdk.services.ecs.model.Service changed) {
    return copy(status, changed, deployments, standing);
  }

  public Service with(List<Deployment> changed) {
    return copy(status, spec, changed, standing);
  }

  public Service with(Standing changed) {
    return copy(status, spec, deployments, changed);
  }

  /// With one of its deployments changed.
  public Service with(Deployment changed) {
    return with(deployments.stream().map(d -> d.id().equals(changed.id()) ? changed : d).toList());
  }

  public Service with(ServiceStatus changed) {
    return copy(changed, spec, deployments, standing);
  }

  public Service tagged(List<Tag> changed) {
    return next(
        status, spec, deployments, standing, rollout, completed, counted, changed, deletedAt);
  }

  /// With another service deployment under way.
  Service rolling(String id) {
    return next(status, spec, deployments, standing, id, completed, counted, tags, deletedAt);
  }

  /// With a revision deployed in full.
  public Service completed(String id) {
    return next(status, spec, deployments, standing, rollout, id, counted, tags, deletedAt);
  }

  public Service counted(String position) {
    return next(status, spec, deployments, standing, rollout, completed, position, tags, deletedAt);
  }

  /// INACTIVE: nothing is left of it but what is remembered.
  public Service gone(Instant now) {
    return next(
        ServiceStatus.INACTIVE, spec, List.of(), standing, rollout, completed, counted, tags, now);
  }

  private Service copy(
      ServiceStatus newStatus,
      software.amazon.awssdk.services.ecs.model.Service newSpec,
      List<Deployment> newDeployments,
      Standing newStanding) {
    return next(
        newStatus,
        newSpec,
        newDeployments,
        newStanding,
        rollout,
        completed,
        counted,
        tags,
        deletedAt);
  }

  /// The same service's next version.
  private Service next(
      ServiceStatus newStatus,
      software.amazon.awssdk.services.ecs.model.Service newSpec,
      List<Deployment> newDeployments,
      Standing newStanding,
      @Nullable String newRollout,
      @Nullable String newCompleted,
      String newCounted,
      List<Tag> newTags,
      @Nullable Instant newDeletedAt) {
    return new Service(
        arn,
        newStatus,
        newSpec,
        newDeployments,
        newStanding,
        newRollout,
        newCompleted,
        newCounted,
        newTags,
        createdAt,
        newDeletedAt,
        version + 1);
  }
}
