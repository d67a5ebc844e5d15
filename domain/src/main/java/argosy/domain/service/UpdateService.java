package argosy.domain.service;

import argosy.domain.cluster.Cluster;
import argosy.domain.error.EcsError;
import argosy.domain.id.ServiceArn;
import argosy.domain.id.TaskDefinitionArn;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import argosy.domain.taskdef.Definition;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/// Decides what changing a service means. What its tasks are like makes a new deployment; how many
/// there are, and how they are replaced, does not.
public final class UpdateService {
  private UpdateService() {}

  public static Outcome<Service> decide(
      Picture picture,
      ServiceArn arn,
      UpdateServiceRequest said,
      Instant now,
      RandomGenerator random) {
    Optional<Cluster> cluster = Cluster.active(picture, arn.clusterArn());
    if (cluster.isEmpty()) {
      return Outcome.refused(new EcsError.ClusterNotFound());
    }
    Optional<Service> found = Service.living(picture, arn);
    if (found.isEmpty()) {
      return Outcome.refused(new EcsError.ServiceNotFound());
    }
    Service service = found.get();
    if (service.status() != ServiceStatus.ACTIVE) {
      return Outcome.refused(new EcsError.ServiceNotActive());
    }
    Optional<EcsError> wrong = CheckService.complaint(picture, cluster.get(), service, said);
    if (wrong.isPresent()) {
      return Outcome.refused(wrong.get());
    }
    Optional<Definition> wanted = Optional.empty();
    if (said.taskDefinition() != null) {
      wanted = CreateService.definition(picture, arn.clusterArn(), said.taskDefinition());
      if (wanted.isEmpty()) {
        return Outcome.refused(new EcsError.Client("TaskDefinition not found."));
      }
    }
    @Nullable String known = service.spec().taskDefinition();
    @Nullable TaskDefinitionArn definition =
        wanted
            .map(Definition::arn)
            .or(() -> Optional.ofNullable(known).flatMap(TaskDefinitionArn::parse))
            .orElse(null);
    software.amazon.awssdk.services.ecs.model.Service spec =
        ServiceSpec.updated(service.spec(), said, definition, cluster.get());
    Optional<EcsError> refused = wanted.flatMap(d -> CheckService.complaint(picture, d, spec));
    refused = refused.isPresent() ? refused : CheckService.complaint(spec);
    if (refused.isPresent()) {
      return Outcome.refused(refused.get());
    }
    var changes = ServiceChanges.of(service, now, random);
    boolean anew = Boolean.TRUE.equals(said.forceNewDeployment()) || !isLike(service.spec(), spec);
    if (!spec.equals(service.spec())) {
      changes.service(service.with(spec));
    }
    if (anew && definition != null) {
      Rollouts.begin(picture, changes, definition);
    }
    return changes.outcome(changes.service());
  }

  /// Whether tasks of both are alike, so that those that run need not be replaced.
  private static boolean isLike(
      software.amazon.awssdk.services.ecs.model.Service before,
      software.amazon.awssdk.services.ecs.model.Service after) {
    return tasks(before).equals(tasks(after));
  }

  private static software.amazon.awssdk.services.ecs.model.Service tasks(
      software.amazon.awssdk.services.ecs.model.Service spec) {
    return spec.toBuilder()
        .desiredCount(null)
        .deploymentConfiguration(
            (software.amazon.awssdk.services.ecs.model.DeploymentConfiguration) null)
        .deploymentController((software.amazon.awssdk.services.ecs.model.DeploymentController) null)
        .availabilityZoneRebalancing((String) null)
        .healthCheckGracePeriodSeconds(null)
        .enableECSManagedTags(null)
        .propagateTags((String) null)
        .build();
  }
}
