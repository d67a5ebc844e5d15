package argosy.domain.service;

import argosy.domain.cluster.Cluster;
import argosy.domain.error.EcsError;
import argosy.domain.id.ClusterArn;
import argosy.domain.id.ServiceArn;
import argosy.domain.id.TaskDefinitionArn;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import argosy.domain.taskdef.Definition;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;

/// Decides what making a service means: it is there with its first deployment, which the reconciler
/// then fills.
public final class CreateService {
  private CreateService() {}

  /// @param createdBy the ARN of the caller
  public static Outcome<Service> decide(
      Picture picture,
      ClusterArn cluster,
      CreateServiceRequest said,
      String createdBy,
      Instant now,
      RandomGenerator random) {
    Optional<Cluster> found = Cluster.active(picture, cluster);
    if (found.isEmpty()) {
      return Outcome.refused(new EcsError.ClusterNotFound());
    }
    Optional<EcsError> wrong = CheckService.complaint(picture, found.get(), said);
    if (wrong.isPresent()) {
      return Outcome.refused(wrong.get());
    }
    var arn = new ServiceArn(cluster.cell(), cluster.name(), said.serviceName());
    Optional<Service> before = picture.find(Service.key(arn));
    if (before.filter(Service::lives).isPresent()) {
      return Outcome.refused(
          new EcsError.InvalidParameter(
              before.get().status() == ServiceStatus.DRAINING
                  ? "Unable to Start a service that is still Draining."
                  : "Creation of service was not idempotent."));
    }
    Optional<Definition> definition = definition(picture, cluster, said.taskDefinition());
    if (definition.isEmpty()) {
      return Outcome.refused(new EcsError.Client("TaskDefinition not found."));
    }
    if (!definition.get().isActive()) {
      return Outcome.refused(new EcsError.Client("TaskDefinition is inactive"));
    }
    var changes =
        ServiceChanges.made(
            new Service(
                arn,
                ServiceStatus.ACTIVE,
                ServiceSpec.of(said, arn, definition.get().arn(), found.get(), createdBy, now),
                List.of(),
                Standing.NEW,
                null,
                null,
                "",
                said.tags(),
                now,
                null,
                0),
            now,
            random);
    before.ifPresent(old -> Rollouts.erased(picture, old).forEach(changes::add));
    Rollouts.begin(picture, changes, definition.get().arn());
    return changes.outcome(changes.service());
  }

  /// The definition that a request means.
  static Optional<Definition> definition(Picture picture, ClusterArn cluster, String reference) {
    return TaskDefinitionArn.Reference.parse(
            cluster.cell(), Objects.requireNonNullElse(reference, ""))
        .flatMap(parsed -> Definition.find(picture, cluster.cell(), parsed));
  }
}
