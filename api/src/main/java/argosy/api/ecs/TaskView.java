package argosy.api.ecs;

import argosy.domain.instance.Instance;
import argosy.domain.placement.Reservation;
import argosy.domain.state.Picture;
import argosy.domain.task.ContainerState;
import argosy.domain.task.Task;
import argosy.domain.task.TaskHealth;
import argosy.domain.task.Times;
import argosy.domain.taskdef.Definition;
import argosy.domain.taskdef.Overridden;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.Connectivity;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.HealthStatus;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/// How a task looks in answers.
final class TaskView {
  private TaskView() {}

  static software.amazon.awssdk.services.ecs.model.Task of(
      Picture picture, Task task, boolean tags) {
    Optional<Definition> definition = picture.find(Definition.key(task.definition()));
    Times times = task.times();
    Reservation reserved = task.launch().reservation();
    var view =
        software.amazon.awssdk.services.ecs.model.Task.builder()
            .taskArn(task.arn().toString())
            .clusterArn(task.arn().clusterArn().toString())
            .taskDefinitionArn(task.definition().toString())
            .containerInstanceArn(task.instance().toString())
            .lastStatus(task.last().name())
            .desiredStatus(task.desired().name())
            .launchType(task.launch().type())
            .capacityProviderName(task.launch().capacityProvider())
            .group(task.launch().group())
            .startedBy(task.launch().startedBy())
            .availabilityZone(task.launch().zone())
            .cpu(Integer.toString(reserved.cpuUnits()))
            .memory(Integer.toString(reserved.memoryMib()))
            .containers(
                task.containers().stream().map(c -> container(task, c, definition)).toList())
            .overrides(overrides(task))
            .attachments(List.of())
            .attributes(attributes(picture, task))
            .enableExecuteCommand(false)
            .healthStatus(health(definition.map(d -> TaskHealth.of(task, d.spec())).orElse(null)))
            .createdAt(times.createdAt())
            .pullStartedAt(times.pullStartedAt())
            .pullStoppedAt(times.pullStoppedAt())
            .startedAt(times.startedAt())
            .stoppingAt(times.stoppingAt())
            .executionStoppedAt(times.executionStoppedAt())
            .stoppedAt(times.stoppedAt())
            .tags(tags ? List.copyOf(task.launch().tags()) : List.of())
            .version(task.version());
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
      Task task, ContainerState state, Optional<Definition> definition) {
    @Nullable ContainerDefinition spec =
        definition.stream()
            .map(d -> Overridden.of(d.spec(), task.launch().overrides()))
            .flatMap(overridden -> overridden.containerDefinitions().stream())
            .filter(c -> c.name().equals(state.name()))
            .findFirst()
            .orElse(null);
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
            .networkInterfaces(List.of())
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
  private static List<Attribute> attributes(Picture picture, Task task) {
    return picture.find(Instance.key(task.instance())).stream()
        .flatMap(instance -> instance.attributes().stream())
        .filter(attribute -> "ecs.cpu-architecture".equals(attribute.name()))
        .toList();
  }
}
