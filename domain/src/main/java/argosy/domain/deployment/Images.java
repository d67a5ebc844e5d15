package argosy.domain.deployment;

import argosy.domain.service.Deployment;
import argosy.domain.service.Revision;
import argosy.domain.service.Service;
import argosy.domain.service.ServiceChanges;
import argosy.domain.state.Picture;
import argosy.domain.task.ContainerState;
import argosy.domain.task.Task;
import argosy.domain.taskdef.Definition;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerImage;
import software.amazon.awssdk.services.ecs.model.VersionConsistency;

/// All tasks of a deployment have the same images: what the tags meant to the first task that runs,
/// they mean to all after it.
///
/// Source: the ECS developer guide, "Container image resolution".
public final class Images {
  private Images() {}

  /// The digests that the images of a task have by its deployment, by the names of its containers;
  /// none as long as nobody knows them, and of tasks of no service.
  public static Map<String, String> digests(Picture picture, Task task) {
    String startedBy = Objects.requireNonNullElse(task.launch().startedBy(), "");
    return task.service().filter(_ -> startedBy.startsWith(Deployment.PREFIX)).stream()
        .map(of -> of + "/" + startedBy.substring(Deployment.PREFIX.length()))
        .flatMap(id -> picture.find(Revision.KIND.key(id)).stream())
        .findFirst()
        .map(Revision::digests)
        .orElse(Map.of());
  }

  /// Notes what the tags mean, once the first task of a deployment knows it.
  static void resolve(
      Picture picture, Observed observed, ServiceChanges changes, Deployment deployment) {
    Service service = changes.service();
    Optional<Revision> revision = picture.find(Revision.key(deployment.revision(service.arn())));
    if (revision.filter(r -> !r.spec().hasContainerImages()).isEmpty()) {
      return;
    }
    Optional<Definition> definition = picture.find(Definition.key(revision.get().definition()));
    String name = deployment.name();
    Optional<Task> first =
        observed.tasks().stream()
            .filter(seen -> seen.deployment().equals(name))
            .map(Seen::task)
            .filter(task -> task.times().startedAt() != null)
            .min(Comparator.comparing((Task task) -> task.times().startedAt()));
    if (definition.isPresent() && first.isPresent()) {
      List<ContainerImage> images =
          definition.get().spec().containerDefinitions().stream()
              .map(container -> image(container, first.get()))
              .toList();
      changes.put(revision.get().with(images));
    }
  }

  /// An image that never was in a registry has no digest.
  private static ContainerImage image(ContainerDefinition said, Task task) {
    var image = ContainerImage.builder().containerName(said.name()).image(said.image());
    if (said.versionConsistency() != VersionConsistency.DISABLED) {
      task.containers().stream()
          .filter(container -> container.name().equals(said.name()))
          .map(ContainerState::imageDigest)
          .forEach(image::imageDigest);
    }
    return image.build();
  }
}
