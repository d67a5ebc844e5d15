package argosy.domain.service;

import argosy.domain.id.RevisionArn;
import argosy.domain.id.ServiceArn;
import argosy.domain.id.TaskDefinitionArn;
import argosy.domain.state.Entity;
import argosy.domain.state.Key;
import argosy.domain.state.Kind;
import argosy.domain.state.Picture;
import argosy.domain.taskdef.Definition;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.ContainerImage;
import software.amazon.awssdk.services.ecs.model.PlacementConstraint;
import software.amazon.awssdk.services.ecs.model.PlacementStrategy;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;

/// What all tasks of a deployment are like. It never changes but for the images, whose digests are
/// known once the first task has them.
///
/// @param definition of its tasks
/// @param spec as answers say it
/// @param constraints where its tasks may go
/// @param strategies how they choose among the places
public record Revision(
    RevisionArn arn,
    TaskDefinitionArn definition,
    ServiceRevision spec,
    List<PlacementConstraint> constraints,
    List<PlacementStrategy> strategies)
    implements Entity {

  public static final Kind<Revision> KIND =
      new Kind<>("service-revision", Revision.class, List.of());

  public Revision {
    constraints = List.copyOf(constraints);
    strategies = List.copyOf(strategies);
  }

  public static Key<Revision> key(RevisionArn arn) {
    return KIND.key(Service.id(arn.service()) + "/" + arn.id());
  }

  @Override
  public Key<Revision> key() {
    return key(arn);
  }

  /// All revisions of a service that are remembered.
  public static Collection<Revision> of(Picture picture, ServiceArn service) {
    return picture.startingWith(KIND, Service.id(service) + "/");
  }

  /// The digests of its images by the names of the containers; none as long as nobody knows them.
  public Map<String, String> digests() {
    return spec.containerImages().stream()
        .filter(image -> image.imageDigest() != null)
        .collect(
            Collectors.toUnmodifiableMap(
                ContainerImage::containerName, ContainerImage::imageDigest));
  }

  /// With what the tags of its images mean.
  public Revision with(List<ContainerImage> images) {
    return new Revision(
        arn, definition, spec.toBuilder().containerImages(images).build(), constraints, strategies);
  }

  /// Which definitions the tasks of services may still be started of: those of the deployments that
  /// are there, and of the revision that a failing one would go back to.
  public static Predicate<Definition> use(Picture picture) {
    Set<TaskDefinitionArn> used = new HashSet<>();
    picture.all(Service.KIND).stream()
        .filter(Service::lives)
        .forEach(service ->
            Stream.concat(
                    service.deployments().stream().map(Deployment::id),
                    Stream.ofNullable(service.completed()))
                .map(id -> picture.find(key(new RevisionArn(service.arn(), id))))
                .flatMap(Optional::stream)
                .forEach(revision -> used.add(revision.definition)));
    return definition -> used.contains(definition.arn());
  }

  /// A service's own words, with those of the revision in their place.
  public software.amazon.awssdk.services.ecs.model.Service asSpec(
      software.amazon.awssdk.services.ecs.model.Service service) {
    return service.toBuilder()
        .taskDefinition(definition.toString())
        .launchType(spec.launchType())
        .capacityProviderStrategy(spec.capacityProviderStrategy())
        .platformVersion(spec.platformVersion())
        .networkConfiguration(spec.networkConfiguration())
        .loadBalancers(spec.loadBalancers())
        .serviceRegistries(spec.serviceRegistries())
        .placementConstraints(constraints)
        .placementStrategy(strategies)
        .build();
  }
}
