package argosy.domain.service;

import argosy.domain.id.Ids;
import argosy.domain.id.RevisionArn;
import argosy.domain.id.ServiceDeploymentArn;
import argosy.domain.id.TaskDefinitionArn;
import argosy.domain.state.Change;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentLifecycleStage;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;

/// How a new deployment of a service begins.
final class Rollouts {

  /// So many service deployments are remembered of a service, and so many revisions besides those
  /// that are in use.
  static final int KEPT = 100;

  private Rollouts() {}

  /// A revision of what the service says now, a deployment of it as the PRIMARY one, and a service
  /// deployment from what it had. One that is under way is over.
  static void begin(Picture picture, ServiceChanges changes, TaskDefinitionArn definition) {
    Service service = changes.service();
    Instant now = changes.now();
    RandomGenerator random = changes.random();
    var revision = new RevisionArn(service.arn(), Ids.revision(random));
    changes.put(revision(service, revision, definition, now));
    Rollout.underWay(picture, service)
        .map(under ->
            under.with(
                ServiceDeploymentStatus.STOPPED,
                "A newer deployment, ecs-svc/" + revision.id() + ", has taken its place.",
                now))
        .ifPresent(changes::put);
    List<String> sources = service.deployments().stream().map(Deployment::id).toList();
    var rollout =
        Rollout.begun(
            new ServiceDeploymentArn(service.arn(), Ids.deployment(random)),
            revision.id(),
            sources,
            Objects.requireNonNullElse(
                service.spec().deploymentConfiguration(),
                DeploymentConfiguration.builder().build()),
            Course.begun(blue(picture, service), now));
    changes.put(rollout);
    List<Deployment> all = new ArrayList<>();
    all.add(Deployment.begun(revision.id(), now));
    all.addAll(service.deployments());
    changes.service(service.with(all).rolling(rollout.arn().id()));
    forget(picture, changes);
  }

  /// The revision that a new deployment may come back to. In the midst of another that is where
  /// that one came from, unless it was about to clean up; its own revision then goes.
  private static @Nullable String blue(Picture picture, Service service) {
    Optional<Rollout> under = Rollout.underWay(picture, service).filter(Rollout::isShifting);
    Optional<String> blue =
        under.isPresent()
            ? under
                .filter(r -> !r.isBack() && r.isAt(ServiceDeploymentLifecycleStage.CLEAN_UP))
                .map(Rollout::target)
                .or(under.get()::blue)
            : Optional.ofNullable(service.completed());
    return blue.filter(id -> service.deployment(id).isPresent()).orElse(null);
  }

  /// What the service says now, for tasks of a definition.
  static Revision revision(
      Service service, RevisionArn arn, TaskDefinitionArn definition, Instant now) {
    software.amazon.awssdk.services.ecs.model.Service spec = service.spec();
    return new Revision(
        arn,
        definition,
        ServiceRevision.builder()
            .serviceRevisionArn(arn.toString())
            .serviceArn(service.arn().toString())
            .clusterArn(service.arn().clusterArn().toString())
            .taskDefinition(definition.toString())
            .launchType(spec.launchType())
            .capacityProviderStrategy(spec.capacityProviderStrategy())
            .platformVersion(spec.platformVersion())
            .networkConfiguration(spec.networkConfiguration())
            .loadBalancers(spec.loadBalancers())
            .serviceRegistries(spec.serviceRegistries())
            .createdAt(now)
            .build(),
        spec.placementConstraints(),
        spec.placementStrategy());
  }

  /// The oldest are forgotten, but never those in use.
  private static void forget(Picture picture, ServiceChanges changes) {
    Service service = changes.service();
    Rollout.of(picture, service.arn()).stream()
        .filter(rollout -> rollout.isOver() && !rollout.arn().id().equals(service.rollout()))
        .sorted(Comparator.comparing((Rollout r) -> r.times().createdAt()).reversed())
        .skip(KEPT)
        .forEach(changes::delete);
    Revision.of(picture, service.arn()).stream()
        .filter(r -> service.deployment(r.arn().id()).isEmpty())
        .filter(r -> !r.arn().id().equals(service.completed()))
        .sorted(Comparator.comparing((Revision r) -> r.spec().createdAt()).reversed())
        .skip(KEPT)
        .forEach(changes::delete);
  }

  /// Everything that is remembered of a service that is made anew.
  static List<Change> erased(Picture picture, Service service) {
    List<Change> all = new ArrayList<>();
    Rollout.of(picture, service.arn()).forEach(r -> all.add(new Change.Delete(r.key())));
    Revision.of(picture, service.arn()).forEach(r -> all.add(new Change.Delete(r.key())));
    TaskSet.of(picture, service.arn()).forEach(s -> all.add(new Change.Delete(s.key())));
    ServiceEvent.of(picture, service.arn()).forEach(e -> all.add(new Change.Delete(e.key())));
    return all;
  }
}
