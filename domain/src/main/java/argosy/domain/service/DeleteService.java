package argosy.domain.service;

import argosy.domain.cluster.Cluster;
import argosy.domain.error.EcsError;
import argosy.domain.id.ServiceArn;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

/// Decides what deleting a service means: it drains, and is INACTIVE when its last task has
/// stopped.
public final class DeleteService {
  private DeleteService() {}

  /// @param force whether it goes although it is meant to have tasks
  public static Outcome<Service> decide(
      Picture picture, ServiceArn arn, boolean force, Instant now, RandomGenerator random) {
    if (Cluster.active(picture, arn.clusterArn()).isEmpty()) {
      return Outcome.refused(new EcsError.ClusterNotFound());
    }
    Optional<Service> found = picture.find(Service.key(arn));
    if (found.isEmpty()) {
      return Outcome.refused(new EcsError.ServiceNotFound());
    }
    Service service = found.get();
    if (service.status() != ServiceStatus.ACTIVE) {
      return Outcome.unchanged(service);
    }
    if (service.desired() > 0 && !service.isDaemon() && !force) {
      return Outcome.refused(
          new EcsError.InvalidParameter(
              "The service cannot be stopped while it is scaled above 0."));
    }
    var changes = ServiceChanges.of(service.with(ServiceStatus.DRAINING), now, random);
    Rollout.underWay(picture, service)
        .map(r -> r.with(ServiceDeploymentStatus.STOPPED, "The service is being deleted.", now))
        .ifPresent(changes::put);
    changes.put(changes.service());
    return changes.outcome(changes.service());
  }
}
