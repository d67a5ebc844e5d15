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
import software.amazon.awssdk.services.ecs.model.Tag;

/// Decides what making a service means: it is there with its first deployment, which the reconciler
/// then fills. A request that is made again, with a client token or without, answers the service
/// that it made.
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
    if (before.filter(s -> s.status() == ServiceStatus.DRAINING).isPresent()) {
      return Outcome.refused(
          new EcsError.InvalidParameter("Unable to Start a service that is still Draining."));
    }
    boolean outside = said.taskDefinition() == null;
    Optional<Definition> definition =
        outside ? Optional.empty() : definition(picture, cluster, said.taskDefinition());
    if (!outside && definition.isEmpty()) {
      return Outcome.refused(new EcsError.Client("TaskDefinition not found."));
    }
    software.amazon.awssdk.services.ecs.model.Service spec =
        ServiceSpec.of(
            said, arn, definition.map(Definition::arn).orElse(null), found.get(), createdBy, now);
    Optional<Service> there = before.filter(Service::lives);
    if (there.isPresent()) {
      return isLike(there.get(), spec, said)
          ? Outcome.unchanged(there.get())
          : Outcome.refused(
              new EcsError.InvalidParameter("Creation of service was not idempotent."));
    }
    Optional<EcsError> refused =
        CheckService.complaint(spec)
            .or(() -> definition.flatMap(d -> CheckService.complaint(picture, d, spec)))
            .or(() -> CheckService.full(picture, found.get()));
    if (refused.isPresent()) {
      return Outcome.refused(refused.get());
    }
    var changes = ServiceChanges.made(made(arn, spec, said.tags(), now), now, random);
    before.ifPresent(old -> Rollouts.erased(picture, old).forEach(changes::add));
    definition.ifPresent(d -> Rollouts.begin(picture, changes, d.arn()));
    return changes.outcome(changes.service());
  }

  private static Service made(
      ServiceArn arn,
      software.amazon.awssdk.services.ecs.model.Service spec,
      List<Tag> tags,
      Instant now) {
    return new Service(
        arn,
        ServiceStatus.ACTIVE,
        spec,
        List.of(),
        Standing.NEW,
        null,
        null,
        "",
        tags,
        now,
        null,
        0);
  }

  /// Whether a request that is made again says what made the service. How many tasks a DAEMON has
  /// is nobody's wish.
  private static boolean isLike(
      Service service,
      software.amazon.awssdk.services.ecs.model.Service spec,
      CreateServiceRequest said) {
    software.amazon.awssdk.services.ecs.model.Service there = service.spec();
    return service.tags().equals(said.tags())
        && there.equals(
            spec.toBuilder()
                .desiredCount(service.isDaemon() ? there.desiredCount() : spec.desiredCount())
                .createdAt(there.createdAt())
                .createdBy(there.createdBy())
                .build());
  }

  /// The definition that a request means.
  static Optional<Definition> definition(Picture picture, ClusterArn cluster, String reference) {
    return TaskDefinitionArn.Reference.parse(
            cluster.cell(), Objects.requireNonNullElse(reference, ""))
        .flatMap(parsed -> Definition.find(picture, cluster.cell(), parsed));
  }
}
