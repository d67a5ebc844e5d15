package argosy.api.ecs;

import argosy.domain.id.TaskDefinitionArn;
import argosy.domain.instance.Instance;
import argosy.domain.placement.Reservation;
import argosy.domain.state.Picture;
import argosy.domain.task.ContainerState;
import argosy.domain.task.Task;
import argosy.domain.task.TaskHealth;
import argosy.domain.task.Times;
import argosy.domain.taskdef.Definition;
import argosy.domain.taskdef.Overridden;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.Connectivity;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.HealthStatus;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/// How the tasks of one answer look. Most of them are of few definitions, each of which is looked
/// up once. Single-threaded.
final class TaskView {
  private final Picture picture;
  private final boolean tags;
  private final Map<TaskDefinitionArn, Optional<Definition>> definitions = new HashMap<>();

  /// @param tags whether they are shown
  TaskView(Picture picture, boolean tags) {
    this.picture = picture;
    this.tags = tags;
  }

  List<software.amazon.awssdk.services.ecs.model.Task> of(List<Task> tasks) {
    return tasks.stream().map(this::of).toList();
  }

  software.amazon.awssdk.services.ecs.model.Task of(Task task) {
    Optional<Definition> definition =
        definitions.computeIfAbsent(task.definition(), arn -> picture.find(Definition.key(arn)));
    @Nullable TaskDefinition spec =
        definition.map(d -> Overridden.of(d.spec(), task.launch().overrides())).orElse(null);
    Times times = task.times();
    Reservation reserved = task.launch().reservation();
    var view =
        software.amazon.awssdk.services.ecs.model.Task.builder()
            .taskArn(task.arn().toString())
            .clusterArn(task.arn().clusterArn().toString())
            .taskDefinitionArn(task.definition().toString())
            .containerInstanceArn(task.isOnFargate() ? null : task.instance().toString())
            .lastStatus(task.last().name())
            .desiredStatus(task.desired().name())
            .launchType(task.launch().type())
            .capacityProviderName(task.launch().capacityProvider())
            .group(task.launch().group())
            .startedBy(task.launch().startedBy())
            .availabilityZone(task.launch().zone())
            .cpu(Integer.toString(reserved.cpuUnits()))
            .memory(Integer.toString(reserved.memoryMib()))
            .containers(task.containers().stream().map(c -> container(task, c, spec)).toList())
            .overrides(overrides(task))
            .attachments(TaskAttachments.of(task))
            .attributes(attributes(task))
            .enableExecuteCommand(false)
            .healthStatus(health(spec == null ? null : TaskHealth.of(task, spec)))
            .createdAt(times.createdAt())
            .pullStartedAt(times.pullStartedAt())
            .pullStoppedAt(times.pullStoppedAt())
            .startedAt(times.startedAt())
            .stoppingAt(times.stoppingAt())
            .executionStoppedAt(times.executionStoppedAt())
            .stoppedAt(times.stoppedAt())
            .tags(tags ? List.copyOf(task.launch().tags()) : List.of())
            .version(task.version());
    if (task.isOnFargate()) {
      view.platformVersion(task.launch().platformVersion()).platformFamily("Linux");
      int storage = reserved.storageGib();
      if (storage > 0) {
        view.ephemeralStorage(it -> it.sizeInGiB(storage))
            .fargateEphemeralStorage(it -> it.sizeInGiB(storage));
      }
    }
    if (times.connectedAt() != null) {
      view.connectivity(Connectivity.CONNECTED).connectivityAt(times.connectedAt());
    }
    if (task.stop() != null) {
      view.stopCode(task.stop().code().spelled()).stoppedReason(task.stop().reason());
    }
    return view.build();
  }

  private static HealthStatus health(ContainerState.@Nullable Health said) {
    return said == null ? HealthStatus.UNKNOWN : HealthStatus.fromValue(said.name());
  }

  private static Container container(
      Task task, ContainerState state, @Nullable TaskDefinition definition) {
    @Nullable ContainerDefinition spec = definition == null ? null : spec(definition, state.name());
    var view =
        Container.builder()
            .containerArn(task.containerArn(state.id()))
            .taskArn(task.arn().toString())
            .name(state.name())
            .lastStatus(state.last().name())
            .exitCode(state.exitCode())
            .reason(state.reason())
            .runtimeId(state.runtimeId())
            .imageDigest(state.imageDigest())
            .networkBindings(state.bindings())
            .networkInterfaces(TaskAttachments.interfaces(task))
            .gpuIds(task.launch().gpus().get(state.name()))
            .healthStatus(health(state.health()));
    if (spec != null) {
      view.image(spec.image())
          .cpu(Integer.toString(Objects.requireNonNullElse(spec.cpu(), 0)))
          .memory(text(spec.memory()))
          .memoryReservation(text(spec.memoryReservation()));
    }
    return view.build();
  }

  private static @Nullable ContainerDefinition spec(TaskDefinition definition, String name) {
    for (ContainerDefinition container : definition.containerDefinitions()) {
      if (container.name().equals(name)) {
        return container;
      }
    }
    return null;
  }

  private static @Nullable String text(@Nullable Integer number) {
    return number == null ? null : number.toString();
  }

  /// ECS names every container, also those of which nothing is overridden.
  private static TaskOverride overrides(Task task) {
    TaskOverride said = task.launch().overrides();
    return said.toBuilder()
        .containerOverrides(
            task.containers().stream()
                .map(container ->
                    said.containerOverrides().stream()
                        .filter(override -> container.name().equals(override.name()))
                        .findFirst()
                        .orElseGet(
                            () -> ContainerOverride.builder().name(container.name()).build()))
                .toList())
        .inferenceAcceleratorOverrides(List.of())
        .build();
  }

  /// The architecture that the task runs on, as its instance says.
  private List<Attribute> attributes(Task task) {
    return picture.find(Instance.key(task.instance())).stream()
        .flatMap(instance -> instance.attributes().stream())
        .filter(attribute -> "ecs.cpu-architecture".equals(attribute.name()))
        .toList();
  }
}
